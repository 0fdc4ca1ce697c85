import { execFile } from "node:child_process";

/**
 * Runs a program, waits until it ends, and returns its output.
 *
 * @param {string} file
 * @param {string[]} parameters
 * @param {import("node:child_process").ExecFileOptions} options
 * @returns {Promise<{ code: number | string, output: string }>} `code` is the exit code or, without one, the reason
 */
export function runToEnd(file, parameters, options) {
  return new Promise((resolve) => {
    execFile(file, parameters, { maxBuffer: Infinity, ...options }, (error, stdout, stderr) => {
      const code = error === null ? 0 : (error.code ?? error.message);
      resolve({ code, output: `${String(stdout)}${String(stderr)}`.trim() });
    });
  });
}
