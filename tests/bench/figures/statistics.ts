/** The median of the measurements, with the lowest and the highest. */
export type Spread = { median: number; low: number; high: number };

/** @param values at least one */
export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [below = NaN, above = NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { median: (below + above) / 2, low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN };
}

/** The ratio of two measurements, round by round: other load on the machine affects both alike. */
export function ratioOf(values: number[], base: number[]): Spread {
  return spreadOf(values.map((value, round) => value / (base[round] ?? NaN)));
}

/**
 * Measures the subjects in turn. Each round starts with another subject.
 *
 * @returns each subject's measurements, by round
 */
export async function interleave<Subject, Value>(
  subjects: Subject[],
  rounds: number,
  measure: (subject: Subject) => Promise<Value>,
): Promise<Map<Subject, Value[]>> {
  const measured = new Map(subjects.map((subject) => [subject, new Array<Value>()]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % subjects.length;
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      measured.get(subject)?.push(await measure(subject));
    }
  }
  return measured;
}
