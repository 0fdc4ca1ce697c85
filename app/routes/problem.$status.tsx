import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";

/** Shows the error page with this status for a request that the server refused before Remix handled it. */
export const loader = withAnyone(({ params }): never => {
  const status = Number(params["status"]);
  throw new Response(null, { status: status >= 400 && status < 600 ? status : 404 });
});

export default NoPage;
