/** A problem on this machine that stops a command. Its message is one line for the person at the terminal. */
export class LocalError extends Error {}
