import { useActionData, useLoaderData } from "@remix-run/react";
import { chooseSuccessor, loadSuccessors } from "../bulk-changes/successor.server";
import { Button } from "../components/govuk/button";
import { ErrorSummary } from "../components/govuk/error-summary";
import { Radios } from "../components/govuk/radios";
import { Page } from "../components/page";
import { TextLink } from "../components/prose";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

export const loader = withSupport(loadSuccessors);
export const action = withSupport(chooseSuccessor);

const heading = "Add these users to another organisation";
const name = "successorId";

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisation }) => [heading, organisation.name],
};

export default function AddToSuccessor() {
  const { organisation, choices } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.errors.successorId;
  const list = paths.organisationUsers(organisation.id);
  const errors = error && (
    <ErrorSummary titleText="There is a problem" errorList={[{ text: error, href: `#${name}` }]} />
  );
  return (
    <Page
      heading={heading}
      caption={organisation.name}
      closed="caption"
      back={list}
      width="two-thirds"
      errors={errors}
    >
      <form method="post" action={paths.addToSuccessor(organisation.id)} noValidate>
        <Radios
          name={name}
          fieldset={{ legend: { text: "Add these users to", classes: "govuk-fieldset__legend--m" } }}
          items={choices.map(({ id, name: text }) => ({ value: id, text }))}
          errorMessage={error === undefined ? undefined : { text: error }}
        />
        <div className="govuk-button-group">
          <Button text="Continue" preventDoubleClick />
          <TextLink href={list}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}
