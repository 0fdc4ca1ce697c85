import type { ConsoleContext } from "../server/context";

declare module "@remix-run/node" {
  interface AppLoadContext {
    console: ConsoleContext;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
