import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";

/** The error page of a request that was refused before it reached a route. */
export const loader = withAnyone(({ params }): never => {
  const status = Number(params["status"]);
  throw new Response(null, { status: status >= 400 && status < 600 ? status : 404 });
});

export default NoPage;
