import { redirect } from "@remix-run/node";
import { withApi } from "../with-api.server";

/** Leads a signed-in person to their landing page, anyone else to sign in (SPEC §2, §6). */
export const loader = withApi(async ({ console }) => {
  const session = await console.getSession();
  if (!session?.user) throw redirect(session ? "/no-access" : "/sign-in");
  throw redirect(session.user.kind === "support_user" ? "/support/organisations" : "/organisations");
});

export default function Index() {
  return null;
}
