import { redirect } from "@remix-run/node";
import { withApi } from "../guards.server";

/** Leads a signed-in person to their landing page, anyone else to sign in (specification, section 2; section 6). */
export const loader = withApi(async ({ server }) => {
  const session = await server.getSession();
  if (!session?.user) throw redirect(session ? "/no-access" : "/sign-in");
  throw redirect(session.user.kind === "support_user" ? "/support/organisations" : "/organisations");
});

export default function Index() {
  return null;
}
