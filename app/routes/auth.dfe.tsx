import { withApi } from "../guards.server";

/** Sends the browser to DfE Sign-in: a link leads here, because `form-action` would stop a form (specification, section 6). */
export const loader = withApi(({ request, server }) => server.beginSignIn(request));
