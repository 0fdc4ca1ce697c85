import type { ReactNode } from "react";
import { classNames, contentOf, type Attributes, type Content } from "./options";

type Legend = Content & { classes?: string; isPageHeading?: boolean };

export type FieldsetProps = {
  describedBy?: string;
  legend?: Legend;
  role?: string;
  classes?: string;
  attributes?: Attributes;
  /** `html` in Nunjucks. */
  html?: ReactNode;
  children?: ReactNode;
};

/** GOV.UK fieldset around fields that answer one question, with its legend. */
export function Fieldset({ describedBy, legend, role, classes, attributes, html, children }: FieldsetProps) {
  return (
    <fieldset
      className={classNames("govuk-fieldset", classes)}
      role={role}
      aria-describedby={describedBy}
      {...attributes}
    >
      {legend && contentOf(legend) && <FieldsetLegend {...legend} />}
      {html}
      {children}
    </fieldset>
  );
}

function FieldsetLegend({ classes, isPageHeading, ...content }: Legend) {
  return (
    <legend className={classNames("govuk-fieldset__legend", classes)}>
      {isPageHeading ? <h1 className="govuk-fieldset__heading">{contentOf(content)}</h1> : contentOf(content)}
    </legend>
  );
}
