import { useLoaderData } from "@remix-run/react";
import { detailFields } from "../../../server/people/details";
import { Button } from "../../components/govuk/button";
import { SummaryList } from "../../components/govuk/summary-list";
import { WarningText } from "../../components/govuk/warning-text";
import { Page } from "../../components/page";
import { TextLink } from "../../components/prose";
import type { TitleHandle } from "../../document/title";
import type { removalLoader } from "../removal.server";

type Loader = ReturnType<typeof removalLoader>;

const heading = "Are you sure you want to remove this user?";

/** The page that asks for confirmation before an organisation user or support user is removed. */
export function RemovalPage() {
  const { user, caption, isClosed = false, warning, details, banner } = useLoaderData<Loader>();
  return (
    <Page
      heading={heading}
      caption={caption}
      closed={isClosed && "caption"}
      back={details}
      width="two-thirds"
      banner={banner}
    >
      <SummaryList
        rows={detailFields.map(({ name, label }) => ({ key: { text: label }, value: { text: user[name] } }))}
      />
      <WarningText text={warning} />
      <form method="post" noValidate>
        <div className="govuk-button-group">
          <Button text="Remove user" classes="govuk-button--warning" preventDoubleClick />
          <TextLink href={details}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}

export const removalHandle: TitleHandle<Loader> = {
  title: ({ organisation }) => [heading, organisation],
};
