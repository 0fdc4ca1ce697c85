import { useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "../../components/govuk/button";
import { InsetText } from "../../components/govuk/inset-text";
import { SummaryList } from "../../components/govuk/summary-list";
import { WarningText } from "../../components/govuk/warning-text";
import { Page } from "../../components/page";
import {
  Confirmation,
  ConfirmationAdvice,
  confirmationField,
} from "../../components/sign-in-problems/confirmation";
import { TextLink } from "../../components/prose";
import type { TitleHandle } from "../../document/title";
import { detailFields, type DetailName } from "../../../server/people/details";
import { paths } from "../../paths";
import type { checkAction, checkLoader } from "../steps.server";
import { FlowErrors } from "./flow-errors";

type Loader = ReturnType<typeof checkLoader>;
type Action = ReturnType<typeof checkAction>;

/** The page 'Check your answers' of every flow. */
export function CheckPage() {
  const { wording, form, exit, preview, errors: found } = useLoaderData<Loader>();
  const posted = useActionData<Action>()?.errors;
  const errors = (found ?? posted) && { ...found, ...posted };
  const change = (name: DetailName, label: string) => ({
    text: "Change",
    href: paths.changeAnswer(form, name),
    visuallyHiddenText: label.toLowerCase(),
    attributes: { id: changeId(name) },
  });
  return (
    <Page
      heading="Check your answers"
      caption={wording.caption}
      closed={wording.isClosed === true && "caption"}
      back={form}
      width="two-thirds"
      errors={<FlowErrors errors={errors} href={(field) => `#${changeId(field)}`} />}
    >
      <SummaryList
        rows={detailFields.map(({ name, label }) => ({
          key: { text: label },
          value: { text: preview[name] },
          actions: preview.changeable.includes(name) ? { items: [change(name, label)] } : undefined,
        }))}
      />
      {wording.inset && <InsetText text={wording.inset} />}
      {preview.inset && <InsetText text={preview.inset} />}
      {wording.confirmation && <ConfirmationAdvice {...wording.confirmation} />}
      <form method="post" noValidate>
        {wording.confirmation && (
          <Confirmation {...wording.confirmation} email={preview.email} error={errors?.[confirmationField]} />
        )}
        {preview.warning && <WarningText text={preview.warning} />}
        <div className="govuk-button-group">
          <Button text="Save user" preventDoubleClick />
          <TextLink href={exit}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}

/** The id of a field's 'Change' link, such as `change-email`. The error summary links to it. */
function changeId(field: string): string {
  return `change-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export const checkHandle: TitleHandle<Loader> = {
  title: ({ wording }) => ["Check your answers", wording.organisation],
};
