/** Something on this machine that keeps the console from starting; its message is one line for the person at the terminal. */
export class LocalError extends Error {
  override name = "LocalError";
}
