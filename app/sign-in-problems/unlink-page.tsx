import { useActionData, useLoaderData } from "@remix-run/react";
import { formatDateTime } from "../components/date-time";
import { Button } from "../components/govuk/button";
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
import type { TitleHandle } from "../document/title";
import type { unlinkAction, unlinkLoader } from "./unlink.server";

type Loader = ReturnType<typeof unlinkLoader>;
type Action = ReturnType<typeof unlinkAction>;

const heading = "Are you sure you want to unlink this user's DfE Sign-in account?";

/** The page that asks for confirmation before an account is unlinked. */
export function UnlinkPage() {
  const { user, organisations, organisation, triedAt, details, warning } = useLoaderData<Loader>();
  const errors = useActionData<Action>()?.errors;
  return (
    <Page
      heading={heading}
      caption={fullName(user)}
      back={details}
      width="two-thirds"
      errors={<ConfirmationError errors={errors} />}
    >
      <SummaryList
        rows={[
          { key: { text: "Email address" }, value: { text: user.email } },
          organisations !== null && {
            key: { text: "Organisations" },
            value: { html: <OrganisationNames organisations={organisations} /> },
          },
          { key: { text: "Another account tried" }, value: { text: formatDateTime(triedAt) } },
        ]}
      />
      <ConfirmationAdvice organisation={organisation} />
      <form method="post" noValidate>
        <Confirmation organisation={organisation} email={user.email} error={errors?.[confirmationField]} />
        <WarningText text={warning} />
        <div className="govuk-button-group">
          <Button text="Unlink account" classes="govuk-button--warning" preventDoubleClick />
          <TextLink href={details}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}

export const unlinkHandle: TitleHandle<Loader> = { title: () => [heading] };
