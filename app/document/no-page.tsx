/** The component of routes that only redirect or throw: Remix shows no error page for a route without a component. */
export function NoPage() {
  return null;
}
