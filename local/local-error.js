/** A problem on this machine that a command cannot go on with. The message is one line, printed in the terminal. */
export class LocalError extends Error {}
