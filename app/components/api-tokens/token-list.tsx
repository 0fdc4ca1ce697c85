import type { ApiToken } from "../../../server/api-tokens/schema";
import { paths } from "../../paths";
import { InsetText } from "../govuk/inset-text";
import { Tag } from "../govuk/tag";
import { Paragraph } from "../prose";
import { ResponsiveTable } from "../responsive-table";
import { endOf, lastUseOf, makerOf, scopesOf } from "./token-words";

const endsSoon =
  "Some tokens end in 14 days or less. Scripts that use them will then stop working: give them new tokens first.";

/** One page of the tokens that are not revoked. */
export function TokenList({ tokens }: { tokens: ApiToken[] }) {
  if (tokens.length === 0) return <Paragraph>There are no API tokens.</Paragraph>;
  return (
    <>
      {tokens.some(({ state }) => state === "ends_soon") && <InsetText text={endsSoon} />}
      <ResponsiveTable
        caption="API tokens"
        hideCaption
        head={["Name", "Made by", "Scope", "Ends", "Last used", <HiddenText text="Action" />]}
        rows={tokens.map((token) => [
          <TokenName token={token} />,
          makerOf(token),
          scopesOf(token),
          endOf(token),
          lastUseOf(token),
          <a className="govuk-link" href={paths.revokeApiToken(token.id)}>
            Revoke
            <HiddenText text={` ${token.name}`} />
          </a>,
        ])}
      />
    </>
  );
}

function HiddenText({ text }: { text: string }) {
  return <span className="govuk-visually-hidden">{text}</span>;
}

function TokenName({ token: { name, state } }: { token: ApiToken }) {
  return (
    <>
      {name}
      {state !== "current" && (
        <div className="govuk-!-margin-top-1">
          {state === "ended" ? (
            <Tag text="Ended" classes="govuk-tag--grey" />
          ) : (
            <Tag text="Ends soon" classes="govuk-tag--yellow" />
          )}
        </div>
      )}
    </>
  );
}
