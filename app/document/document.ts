import { createContext, useContext } from "react";

/** What the layout needs, which no loader gives: known even where a loader failed. */
export type DocumentContext = {
  serviceName: string;
  requestId: string;
  /** Who is signed in, if anyone, for header and navigation. */
  userKind: "support_user" | "organisation_user" | undefined;
  /** The address of `entry.client`, the only script. */
  script: string;
  /** Whether the page shows form errors, for its title. */
  hasErrors: boolean;
};

export const Document = createContext<DocumentContext | null>(null);

/** @throws where no `entry.server` is around the page */
export function useDocument(): DocumentContext {
  const document = useContext(Document);
  if (document === null) throw new Error("A page was rendered outside entry.server");
  return document;
}
