/**
 * Changes rows until a batch finds fewer than `size` to change: all that there is to change, however much it is.
 *
 * @param change changes up to `size` rows in a short transaction of its own, and returns how many
 * @returns how many rows were changed
 */
export async function inBatches(
  size: number,
  change: (size: number) => Promise<number | bigint | undefined>,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const count = Number((await change(size)) ?? 0);
    changed += count;
    if (count < size) return changed;
  }
}
