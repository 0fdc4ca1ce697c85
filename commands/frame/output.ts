/** Where a command speaks to its operator. */
export type Output = {
  /** A line of the answer. */
  line: (text: string) => void;
  /** What went wrong, in one line. */
  error: (text: string) => void;
  /** How far it is, in place of what it said before; an empty text takes that away. */
  progress: (text: string) => void;
};

const clearLine = "\r\u001B[K";

/** The answer on standard output, the rest on standard error; progress on a terminal only. */
export const standardOutput: Output = {
  line: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(clearLine + text);
  },
};
