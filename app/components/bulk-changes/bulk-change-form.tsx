import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { FileUpload } from "../govuk/file-upload";
import { InsetText } from "../govuk/inset-text";
import { Textarea } from "../govuk/textarea";
import { Bullets, Paragraph, TextLink } from "../prose";
import { count } from "./bulk-change-words";

type BulkChangeFormProps = {
  /** The path to post to. */
  action: string;
  /** The organisation of all rows; undefined if each row names its own. */
  organisation: { id: string; name: string } | undefined;
  pasted: string;
  /** The file that was uploaded before, which stays until another is chosen. */
  file: { name: string; rowCount: number } | undefined;
  errors: Partial<Record<string, string>> | undefined;
  cancel: string;
};

/** The form that takes users from a spreadsheet. */
export function BulkChangeForm({ action, organisation, pasted, file, errors, cancel }: BulkChangeFormProps) {
  const errorOf = (field: string) => (errors?.[field] ? { text: errors[field] } : undefined);
  return (
    <>
      <Columns organisation={organisation} />
      {file && (
        <InsetText
          text={`You uploaded ${file.name} with ${count(file.rowCount, "row")}. To change it, choose a file again.`}
        />
      )}
      <form method="post" action={action} encType="multipart/form-data" noValidate>
        <Textarea
          name="pasted"
          label={{ text: "Paste from a spreadsheet", classes: "govuk-label--s" }}
          errorMessage={errorOf("pasted")}
          rows={8}
          value={pasted}
          autocomplete="off"
          spellcheck={false}
        />
        <FileUpload
          name="file"
          label={{ text: "Upload a CSV file", classes: "govuk-label--s" }}
          hint={{ text: "In Excel, save as CSV UTF-8. The first row can be headings." }}
          errorMessage={errorOf("file")}
          javascript
        />
        <div className="govuk-button-group">
          <Button text="Continue" preventDoubleClick />
          <TextLink href={cancel}>Cancel</TextLink>
        </div>
      </form>
    </>
  );
}

/** Which columns are needed, and a file that has them. */
function Columns({ organisation }: Pick<BulkChangeFormProps, "organisation">) {
  const columns = ["first name", "last name", "email address"];
  return (
    <>
      <Paragraph>
        {organisation
          ? `Each row is a user to add to ${organisation.name}.`
          : "Each row is a user to add to one organisation."}{" "}
        The columns are:
      </Paragraph>
      <Bullets items={organisation ? columns : [...columns, "URN or UKPRN of the organisation"]} />
      <Paragraph>
        Without headings, the columns must be in this order. With headings, any order will do.
      </Paragraph>
      <Paragraph>
        <TextLink href={paths.bulkChangeTemplate(organisation ? { organisationId: organisation.id } : {})}>
          Download a template (CSV)
        </TextLink>
      </Paragraph>
    </>
  );
}
