import { type WholeRequestArgs, withAnyone } from "../guards.server";

/** Redirects to DfE Sign-in. Links lead here: the CSP's `form-action` would block forms (specification, section 6). */
export const loader = withAnyone(({ request, server }: WholeRequestArgs) => server.beginSignIn(request));
