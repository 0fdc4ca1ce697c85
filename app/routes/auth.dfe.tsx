import { withApi } from "../with-api.server";

/** Sends the browser to DfE Sign-in: a link leads here, because `form-action` would stop a form (SPEC §6). */
export const loader = withApi(({ request, console }) => console.beginSignIn(request));
