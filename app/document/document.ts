import { createContext, useContext } from "react";

/** What the page around a route needs. It does not come from a loader, because loaders can fail. */
export type PageDocument = {
  serviceName: string;
  requestId: string;
  /** Who is signed in, if anyone, for header and navigation. */
  userKind: "support_user" | "organisation_user" | undefined;
  /** The URL of `entry.client`, the only script. */
  script: string;
  /** Whether the page shows form errors, for its title. */
  hasErrors: boolean;
};

export const DocumentContext = createContext<PageDocument | null>(null);

/** @throws outside `entry.server` */
export function useDocument(): PageDocument {
  const pageDocument = useContext(DocumentContext);
  if (pageDocument === null) throw new Error("A page was rendered outside entry.server");
  return pageDocument;
}
