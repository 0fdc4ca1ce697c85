/** Joins class names with spaces, and leaves out `undefined`, `false` and empty ones. */
export function classNames(...names: (string | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}
