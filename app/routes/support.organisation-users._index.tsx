import { useActionData, useLoaderData } from "@remix-run/react";
import { canSelectAll, checkSelection } from "../bulk-changes/selection.server";
import { FoundUsers } from "../components/users/found-users";
import { SelectionError } from "../components/users/selection";
import { Page } from "../components/page";
import { Paragraph, TextLink } from "../components/prose";
import { paths } from "../paths";
import { checkPage, requestedPage, requestedQuery, requestedShow } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { type SignedInArgs, withSupport } from "../guards.server";

/** Loads one page of the users of all organisations or, with a search or a filter, of those that it finds. */
export const loader = withSupport(async ({ api, request }) => {
  const [query, show] = [requestedQuery(request), requestedShow(request)];
  const users = await api.organisationUsers.search({ query, show, page: requestedPage(request) });
  checkPage(request, users);
  return { query, show, users, canSelectAll: canSelectAll(users) };
});

/** Checks a change to the users who were selected. */
export const action = withSupport((args: SignedInArgs<Request>) => checkSelection(args));

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`Organisation users${pageOf(users)}`],
};

export default function OrganisationUsers() {
  const { canSelectAll, ...found } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.errors.users;
  return (
    <Page heading="Organisation users" errors={<SelectionError error={error} />}>
      <Paragraph>
        <TextLink href={paths.bulkChanges}>Bulk changes</TextLink>
      </Paragraph>
      <FoundUsers {...found} selection={{ error, canSelectAll }} />
    </Page>
  );
}
