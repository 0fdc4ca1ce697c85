/** @param values at least one; @param part from 0, the lowest value, to 1, the highest */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const [below = NaN, above = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place % 1);
}

export const median = (values: number[]) => quantile(values, 0.5);

/** The ratios of two measurements, round by round: other load on the machine affects both alike. */
export function ratiosOf(values: number[], base: number[]): number[] {
  return values.map((value, round) => value / (base[round] ?? NaN));
}

/**
 * Measures the subjects in turn. Each round starts with another subject.
 *
 * @returns each subject's measurements, by round
 */
export async function interleave<Name extends string, Value>(
  subjects: readonly Name[],
  rounds: number,
  measure: (subject: Name) => Promise<Value>,
): Promise<Record<Name, Value[]>> {
  const measured = Object.fromEntries(subjects.map((subject) => [subject, [] as Value[]]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % subjects.length;
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      measured[subject]?.push(await measure(subject));
    }
  }
  return measured as Record<Name, Value[]>;
}
