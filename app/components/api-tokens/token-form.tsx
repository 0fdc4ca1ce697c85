import { scopes, usualDays, usualScopes } from "../../../server/api-tokens/scopes";
import type { FieldErrors } from "../../../server/procedures/field-errors";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { Checkboxes } from "../govuk/checkboxes";
import { ErrorSummary, listErrors } from "../govuk/error-summary";
import { Fieldset } from "../govuk/fieldset";
import { Input } from "../govuk/input";
import { TextLink } from "../prose";
import { scopeWords } from "./token-words";

/** The fields of the form, in its order. */
export const tokenFields = ["name", "scopes", "days"] as const;

/** What was typed and ticked. */
export type TypedToken = { name: string; scopes: string[]; days: string };

const empty: TypedToken = { name: "", scopes: [...usualScopes], days: String(usualDays) };

/** The error summary of the form, in the order of its fields. */
export function TokenErrors({ errors }: { errors: FieldErrors }) {
  return <ErrorSummary titleText="There is a problem" errorList={listErrors(errors, tokenFields)} />;
}

/** The form that makes a token. */
export function TokenForm({ values = empty, errors = {} }: { values?: TypedToken; errors?: FieldErrors }) {
  const messageOf = (field: string) => (errors[field] ? { text: errors[field] } : undefined);
  return (
    <form method="post" noValidate>
      <Input
        name="name"
        label={{ text: "Name" }}
        hint={{
          text: "What the script is for, like nightly sync. Activity shows it beside what the script changes.",
        }}
        errorMessage={messageOf("name")}
        value={values.name}
        autocomplete="off"
        spellcheck={false}
      />
      <Fieldset legend={{ text: "What the script may do" }}>
        <Checkboxes
          name="scopes"
          items={scopes.map((scope) => ({
            value: scope,
            text: scopeWords[scope].long,
            checked: values.scopes.includes(scope),
          }))}
          errorMessage={messageOf("scopes")}
        />
      </Fieldset>
      <Input
        name="days"
        label={{ text: "Days until it ends" }}
        hint={{ text: "A whole number between 1 and 730" }}
        errorMessage={messageOf("days")}
        value={values.days}
        autocomplete="off"
      />
      <div className="govuk-button-group">
        <Button text="Make token" preventDoubleClick />
        <TextLink href={paths.apiTokens}>Cancel</TextLink>
      </div>
    </form>
  );
}
