import { createContext, useContext } from "react";
import type { Problem } from "./error-page";

/** The data for the parts around a route's content. It is not loaded by a loader, because error pages need it too. */
export type PageDocument = {
  serviceName: string;
  requestId: string;
  /** The kind of user who is signed in, which decides the navigation; undefined if nobody is. */
  userKind: "support_user" | "organisation_user" | undefined;
  /** The URL of the only script, which is built from `entry.client.ts`. */
  script: string;
  /** Whether a form on the page has errors. The title then starts with 'Error: '. */
  hasErrors: boolean;
  /** The URL that the page goes on to by itself, at once. Works without JavaScript, and no policy for forms applies. */
  next: string | undefined;
  /** What an error page is about; undefined on any other page. */
  problem: Problem | undefined;
};

export const DocumentContext = createContext<PageDocument | null>(null);

/** @throws {Error} in a component that `renderPage` in `entry.server.tsx` did not render */
export function useDocument(): PageDocument {
  const pageDocument = useContext(DocumentContext);
  if (pageDocument === null) throw new Error("A page was rendered outside entry.server");
  return pageDocument;
}
