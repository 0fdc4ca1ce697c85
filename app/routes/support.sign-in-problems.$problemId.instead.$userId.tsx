import { useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { InsetText } from "../components/govuk/inset-text";
import { SummaryList } from "../components/govuk/summary-list";
import { WarningText } from "../components/govuk/warning-text";
import { Page } from "../components/page";
import { TextLink } from "../components/prose";
import {
  Confirmation,
  ConfirmationAdvice,
  confirmationField,
} from "../components/sign-in-problems/confirmation";
import { ConfirmationError } from "../components/sign-in-problems/confirmation-error";
import { OrganisationNames } from "../components/organisations/organisation-name";
import { fullName } from "../../server/people/details";
import { inWords } from "../components/sign-in-problems/problem-words";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { insteadAction, insteadLoader } from "../sign-in-problems/instead.server";

export const loader = withSupport(insteadLoader);
export const action = withSupport(insteadAction);

const heading = "Check your answers";

export const handle: TitleHandle<typeof loader> = { title: () => [heading] };

export default function InviteInstead() {
  const { instead, problem, organisation, warning } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors;
  const { person, newEmail, organisations, isDomainUnknown } = instead;
  return (
    <Page
      heading={heading}
      caption="Invite this address instead"
      back={problem}
      width="two-thirds"
      errors={<ConfirmationError errors={errors} />}
    >
      <SummaryList
        rows={[
          { key: { text: "Name" }, value: { text: fullName(person) } },
          { key: { text: "Invited address" }, value: { text: person.email } },
          { key: { text: "New address" }, value: { text: newEmail } },
          organisations.length > 0 && {
            key: { text: "Organisations" },
            value: { html: <OrganisationNames organisations={organisations} /> },
          },
        ]}
      />
      {isDomainUnknown && (
        <InsetText
          text={`Nobody else at ${inWords(organisations, "disjunction")} has an email address that ends in @${domainOf(newEmail)}.`}
        />
      )}
      <ConfirmationAdvice organisation={organisation} />
      <form method="post" noValidate>
        <Confirmation organisation={organisation} email={newEmail} error={errors?.[confirmationField]} />
        <WarningText text={warning} />
        <div className="govuk-button-group">
          <Button text="Invite this address" preventDoubleClick />
          <TextLink href={problem}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}
