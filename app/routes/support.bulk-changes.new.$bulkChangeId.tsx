import { useActionData, useLoaderData } from "@remix-run/react";
import { loadForm, postForm } from "../bulk-changes/form.server";
import { BulkChangeForm } from "../components/bulk-changes/bulk-change-form";
import { wordsFor } from "../components/bulk-changes/bulk-change-words";
import { ErrorSummary, listErrors } from "../components/govuk/error-summary";
import { Page } from "../components/page";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

export const loader = withSupport(loadForm);
export const action = withSupport(postForm);

const { heading } = wordsFor("add");

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisation }) => [heading, organisation?.name],
};

export default function NewBulkChange() {
  const { id, organisation, pasted: stored, file, cancel, banner } = useLoaderData<typeof loader>();
  const { errors, pasted } = useActionData<typeof action>() ?? { pasted: stored };
  return (
    <Page
      heading={heading}
      caption={organisation?.name}
      back={cancel}
      width="two-thirds"
      banner={banner}
      errors={errors && <Errors errors={errors} />}
    >
      <BulkChangeForm
        action={paths.bulkChangeForm(id, organisation ? { organisationId: organisation.id } : {})}
        organisation={organisation}
        pasted={pasted}
        file={file}
        errors={errors}
        cancel={cancel}
      />
    </Page>
  );
}

function Errors({ errors }: { errors: Record<string, string> }) {
  const errorList = listErrors(errors, Object.keys(errors));
  return <ErrorSummary titleText="There is a problem" errorList={errorList} />;
}
