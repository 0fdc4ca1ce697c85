/** What keeps a command from starting; its message is one line for the person at the terminal. */
export class Failure extends Error {}
