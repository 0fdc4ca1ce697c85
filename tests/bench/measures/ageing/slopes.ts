/** A value at a time, in hours. */
export type Point = { at: number; value: number };

/** A line through points: its level in the middle, and its slope an hour with the standard error of that. */
export type Line = { level: number; slope: number; error: number };

/** Fits a line by least squares. @param points at least three */
export function fitLine(points: Point[]): Line {
  const count = points.length;
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / count;
  const [middle, level] = [mean(({ at }) => at), mean(({ value }) => value)];
  const spread = points.reduce((sum, { at }) => sum + (at - middle) ** 2, 0);
  const slope = points.reduce((sum, { at, value }) => sum + (at - middle) * (value - level), 0) / spread;
  const residual = points.reduce(
    (sum, { at, value }) => sum + (value - level - slope * (at - middle)) ** 2,
    0,
  );
  return { level, slope, error: Math.sqrt(residual / Math.max(count - 2, 1) / spread) };
}

/**
 * Whether a line does not rise: not by more in an hour than a part of its level, as far beyond doubt as the points allow.
 * A line that falls is flat.
 */
export function isFlat({ level, slope, error }: Line, part: number): boolean {
  return slope - 2 * error <= part * Math.abs(level);
}
