import type { Params } from "@remix-run/react";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * An id from the URL.
 *
 * @throws {Response} 404 where it is no id at all
 */
export function uuidParam(params: Params, name: string): string {
  const value = params[name] ?? "";
  if (!uuid.test(value)) throw new Response(null, { status: 404 });
  return value.toLowerCase();
}
