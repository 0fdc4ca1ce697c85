const levels: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};

/** Fields that are not shown as `name=value`: they are shown in another form, or are the same on every line. */
const hidden = new Set(["level", "time", "msg", "pid", "hostname", "name", "err", "v"]);

/** Adds the name of a process in front of each line of a text. */
export function prefixLines(name: string, text: string): string {
  return text.replaceAll(/^/gm, `${name.padEnd(8)} | `);
}

/**
 * Formats a JSON line of the logger pino as text: time of day, level, message, other fields. An error is on further
 * lines, with its stack if the level is ERROR or higher. Returns a line that is not pino's unchanged.
 */
export function formatLogLine(line: string): string {
  const entry = parseEntry(line);
  if (entry === null) return line;
  const fields = Object.entries(entry).filter(([name]) => !hidden.has(name));
  const words = [
    timeOfDay(entry.time),
    (levels[Number(entry.level)] ?? String(entry.level)).padEnd(5),
    ...(typeof entry.msg === "string" ? [entry.msg] : []),
    ...fields.map(([name, value]) => `${name}=${compact(value)}`),
  ];
  return [words.join(" "), ...describeError(entry.err, Number(entry.level) >= 50)].join("\n");
}

function parseEntry(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return typeof entry.level === "number" ? entry : null;
  } catch {
    return null;
  }
}

function timeOfDay(time: unknown): string {
  const date = new Date(typeof time === "number" ? time : String(time));
  return Number.isNaN(date.getTime()) ? "--:--:--" : date.toLocaleTimeString("en-GB");
}

function compact(value: unknown): string {
  return typeof value === "string" && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}

function describeError(error: unknown, withStack: boolean): string[] {
  if (typeof error !== "object" || error === null) return [];
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  const text = [withStack ? stack : undefined, message].find((part) => typeof part === "string");
  return (text ?? JSON.stringify(error)).split("\n").map((line) => `  ${line.trim()}`);
}
