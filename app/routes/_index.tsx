import { redirect } from "@remix-run/node";
import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";

/** Redirects to the user's first page, 'no access' or the sign-in page (specification, section 2; section 6). */
export const loader = withAnyone(async ({ server }) => {
  const session = await server.getSession();
  if (!session?.user) return redirect(session ? paths.noAccess : paths.signIn());
  return redirect(session.user.kind === "support_user" ? paths.organisations : paths.yourOrganisations);
});

export default NoPage;
