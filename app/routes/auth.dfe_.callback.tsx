import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Where DfE Sign-in sends people back to; whoever cancelled, or came twice, starts from the sign-in page. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  try {
    return await context.console.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    context.console.log.warn({ err, requestId: context.console.requestId }, "A sign-in did not succeed");
    return redirect("/");
  }
}

/** Never seen: with a component, an error here is a page. */
export default function CompleteSignIn() {
  return null;
}
