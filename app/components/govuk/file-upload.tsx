import { classNames } from "./class-names";
import { type FieldProps, FormGroup } from "./form-group";

/** GOV.UK file upload. With `javascript`, GOV.UK's script turns it into a button onto which a file can be dropped. */
export function FileUpload({ javascript, ...props }: FieldProps & { javascript?: boolean }) {
  return (
    <FormGroup field={props}>
      {(field) => {
        const input = (
          <input
            className={classNames("govuk-file-upload", props.errorMessage && "govuk-file-upload--error")}
            {...field}
            type="file"
          />
        );
        if (!javascript) return input;
        return (
          <div className="govuk-file-upload-wrapper" data-module="govuk-file-upload">
            {input}
          </div>
        );
      }}
    </FormGroup>
  );
}
