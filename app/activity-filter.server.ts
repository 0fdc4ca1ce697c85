import { filterInput } from "../server/activity/schema";

/**
 * What of the activity log a URL asks for. An empty field of the form asks for nothing.
 *
 * @throws {Response} 404 for an id or a kind that is none
 */
export function requestedActivity(request: Request) {
  const query = new URL(request.url).searchParams;
  const asked = ["userId", "organisationId", "kind"].flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  const filter = filterInput.safeParse(Object.fromEntries(asked));
  if (!filter.success) throw new Response(null, { status: 404 });
  return filter.data;
}
