import type { LoaderFunctionArgs } from "@remix-run/node";

/** Sends the browser to DfE Sign-in: a link leads here, because `form-action` would stop a form (SPEC §6). */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return context.console.beginSignIn(request);
}

/** Never seen: with a component, an error here is a page. */
export default function StartSignIn() {
  return null;
}
