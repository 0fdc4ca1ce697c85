import { Tag } from "../govuk/tag";

/** Marks an organisation that has closed, after its name (specification, section 13, Text). */
export function ClosedTag() {
  return (
    <>
      {" "}
      <Tag text="Closed" classes="govuk-tag--grey" />
    </>
  );
}
