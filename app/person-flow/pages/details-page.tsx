import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { Button } from "../../components/govuk/button";
import { Input } from "../../components/govuk/input";
import { InsetText } from "../../components/govuk/inset-text";
import { Page } from "../../components/page";
import { TextLink } from "../../components/prose";
import type { TitleHandle } from "../../document/title";
import { detailFields } from "../../../server/people/details";
import type { detailsAction, detailsLoader } from "../steps.server";
import { FlowErrors } from "./flow-errors";

type Loader = ReturnType<typeof detailsLoader>;
type Action = ReturnType<typeof detailsAction>;

/** The page 'Personal details' of every flow. */
export function DetailsPage() {
  const { wording, values: stored, back, cancel, banner } = useLoaderData<Loader>();
  const { errors, values } = useActionData<Action>() ?? { values: stored };
  const { pathname, search } = useLocation();
  return (
    <Page
      heading="Personal details"
      caption={wording.caption}
      closed={wording.isClosed === true && "caption"}
      back={back}
      width="two-thirds"
      banner={banner}
      errors={<FlowErrors errors={errors} href={(field) => `#${field}`} />}
    >
      {wording.inset && <InsetText text={wording.inset} />}
      {/* The action has no fragment, such as `#email` from a 'Change' link: errors are at the top of the page. */}
      <form method="post" action={pathname + search} noValidate>
        {detailFields.map(({ name, label }) => (
          <Input
            key={name}
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
          <TextLink href={cancel}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}

export const detailsHandle: TitleHandle<Loader> = {
  title: ({ wording }) => ["Personal details", wording.organisation],
};
