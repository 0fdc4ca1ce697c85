import type { LoaderFunctionArgs } from "@remix-run/node";

/** The error page for a request that was refused before it reached a route. */
export function loader({ params }: LoaderFunctionArgs): never {
  const status = Number(params.status);
  throw new Response(null, { status: status >= 400 && status < 600 ? status : 404 });
}

export default function Problem() {
  return null;
}
