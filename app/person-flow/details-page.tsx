import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { Input } from "../components/govuk/input";
import { InsetText } from "../components/govuk/inset-text";
import { Page } from "../components/page";
import type { TitleHandle } from "../document/title";
import { FlowErrors } from "./errors";
import { fields, type FlowWording } from "./flow";
import type { detailsAction, detailsLoader } from "./steps.server";

type Loader = ReturnType<typeof detailsLoader>;
type Action = ReturnType<typeof detailsAction>;

/** Personal details, for every flow. */
export function DetailsPage() {
  const { wording, values: stored, back, cancel, banner } = useLoaderData<Loader>();
  const { errors, values } = useActionData<Action>() ?? { values: stored };
  const { pathname, search } = useLocation();
  return (
    <Page
      heading="Personal details"
      caption={wording.caption}
      back={back}
      width="two-thirds"
      banner={banner}
      errors={<FlowErrors errors={errors} href={(field) => `#${field}`} />}
    >
      {wording.inset && <InsetText text={wording.inset} />}
      {/* Without the fragment that 'Change' leads with: errors are at the top. */}
      <form method="post" action={pathname + search} noValidate>
        {fields.map(({ name, label }) => (
          <Input
            key={name}
            id={name}
            name={name}
            label={{ text: label }}
            hint={name === "email" && wording.emailHint ? { text: wording.emailHint } : undefined}
            errorMessage={errors?.[name] ? { text: errors[name] } : undefined}
            value={values[name]}
            type={name === "email" ? "email" : "text"}
            autocomplete="off"
            spellcheck={false}
          />
        ))}
        <div className="govuk-button-group">
          <Button text="Continue" preventDoubleClick />
          <a className="govuk-link" href={cancel}>
            Cancel
          </a>
        </div>
      </form>
    </Page>
  );
}

export const detailsHandle: TitleHandle<{ wording: FlowWording } | undefined> = {
  title: (data) => ["Personal details", data?.wording.organisation],
};
