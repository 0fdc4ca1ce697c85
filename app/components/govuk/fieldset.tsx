import type { ReactNode } from "react";
import { classNames } from "./class-names";

type FieldsetProps = {
  describedBy?: string;
  role?: string;
  legend: { text: string; classes?: string; isPageHeading?: boolean };
  children?: ReactNode;
};

/** GOV.UK fieldset with a legend, for several fields that together answer one question. */
export function Fieldset({ describedBy, role, legend, children }: FieldsetProps) {
  const { text, classes, isPageHeading } = legend;
  return (
    <fieldset className="govuk-fieldset" role={role} aria-describedby={describedBy}>
      <legend className={classNames("govuk-fieldset__legend", classes)}>
        {isPageHeading ? <h1 className="govuk-fieldset__heading">{text}</h1> : text}
      </legend>
      {children}
    </fieldset>
  );
}
