import { data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import type { Scope } from "../../server/api-tokens/scopes";
import { TokenErrors, tokenFields, TokenForm } from "../components/api-tokens/token-form";
import { InsetText } from "../components/govuk/inset-text";
import { Page } from "../components/page";
import { Paragraph, TextLink } from "../components/prose";
import type { TitleHandle } from "../document/title";
import { type SignedInArgs, withSupport } from "../guards.server";
import { paths } from "../paths";
import { readForm } from "../request.server";
import { tryFields } from "../refusals.server";

export const loader = withSupport(() => null);

/** Makes a token, and shows it in this response only: it is not stored, so no other page could. */
export const action = withSupport(async ({ api, request }: SignedInArgs<Request>) => {
  const form = await readForm(request);
  const read = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const [name = "", scopes, days = ""] = [read("name")[0], read("scopes"), read("days")[0]?.trim()];
  const values = { name, scopes, days };
  const input = { name, scopes: scopes as Scope[], days: /^\d{1,9}$/.test(days) ? Number(days) : Number.NaN };
  const outcome = await tryFields(() => api.apiTokens.create(input), tokenFields);
  if (outcome.errors) return data({ errors: outcome.errors, values, made: undefined }, 400);
  return data({ errors: undefined, values: undefined, made: outcome.result });
});

const heading = "Make a token";

export const handle: TitleHandle<typeof loader> = { title: () => [heading] };

export default function NewApiToken() {
  const { errors, values, made } = useActionData<typeof action>() ?? {};
  if (made) return <MadeToken {...made} />;
  return (
    <Page
      heading={heading}
      back={paths.apiTokens}
      width="two-thirds"
      errors={errors && <TokenErrors errors={errors} />}
    >
      <TokenForm values={values} errors={errors} />
    </Page>
  );
}

function MadeToken({ name, token }: { name: string; token: string }) {
  return (
    <Page heading={heading} width="two-thirds" banner={{ type: "success", text: "Token made" }}>
      <Paragraph>This is the token ‘{name}’. Copy it now: it will not be shown again.</Paragraph>
      <InsetText html={<code className="govuk-!-text-break-word">{token}</code>} />
      <Paragraph>Keep it as you keep a password. Anyone who has it can do what the script may do.</Paragraph>
      <Paragraph>
        <TextLink href={paths.apiTokens}>Go to API tokens</TextLink>
      </Paragraph>
    </Page>
  );
}
