/** Joins class names, without those that a condition leaves out. */
export function classNames(...names: (string | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}
