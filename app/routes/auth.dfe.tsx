import { withAnyone } from "../guards.server";

/** Redirects to DfE Sign-in. A link leads here, because `form-action` would stop a form (specification, section 6). */
export const loader = withAnyone(({ request, server }) => server.beginSignIn(request));
