import { type ActionFunctionArgs, redirect } from "@remix-run/node";

/** Ends the session, here and at DfE Sign-in. */
export function action({ context }: ActionFunctionArgs): Promise<Response> {
  return context.server.signOut();
}

/** Signing out takes a post. */
export function loader(): Response {
  return redirect("/");
}

/** Never seen: with a component, an error here is a page. */
export default function SignOut() {
  return null;
}
