import type { RequestContext } from "../../server/http/pages/request-context";

declare module "@remix-run/node" {
  interface AppLoadContext {
    server: RequestContext;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
