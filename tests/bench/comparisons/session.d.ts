import "express-session";

declare module "express-session" {
  /** What B2 keeps in a session. */
  interface SessionData {
    userId: string;
  }
}
