import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";

/** Responds with 404 on every path without a page. */
export const loader = withAnyone(throwNotFound);
export const action = withAnyone(throwNotFound);

function throwNotFound(): never {
  throw new Response(null, { status: 404 });
}

export default NoPage;
