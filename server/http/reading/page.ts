import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import type { RequestContext } from "../pages/request-context.ts";

/** A rendered page, ready to be sent. */
export type Page = { status: number; headers: Headers; html: string };

/** What a request is answered with: a page, or a redirect, a file or a failure as Remix gives it. */
export type Answer = Page | Response;

/** Answers a request for a page. */
export type Handler = (request: Request, context: AppLoadContext) => Promise<Answer>;

/** What Remix's components render a page from. Only its scripts in the browser, which our pages do not load, need errors too. */
export type RenderedFrom = Omit<EntryContext, "serializeError">;

/** Remix's build, with what `app/entry.server.tsx` exports besides Remix's own handlers. */
export type PageBuild = ServerBuild & {
  entry: {
    module: {
      renderPage: (request: Request, source: RenderedFrom, server: RequestContext) => Promise<Page>;
    };
  };
};
