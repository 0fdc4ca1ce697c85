import type { ReactNode } from "react";

type InsetTextProps = { text?: string; html?: ReactNode };

/** GOV.UK inset text, of either `text` or `html`. */
export function InsetText({ text, html }: InsetTextProps) {
  return <div className="govuk-inset-text">{html ?? text}</div>;
}
