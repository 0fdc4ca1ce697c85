/** For routes that only redirect or throw: without a component, a route has no error page. */
export function NoPage() {
  return null;
}
