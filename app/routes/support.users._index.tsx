import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { UserList } from "../components/users/user-list";
import { paths } from "../paths";
import { checkPage, requestedPage, requestedShow } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of the list of support users. */
export const loader = withSupport(async ({ api, server, request }) => {
  const show = requestedShow(request);
  const users = await api.supportUsers.list({ show, page: requestedPage(request) });
  checkPage(request, users);
  return { users, show, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`Support users${pageOf(users)}`],
};

export default function SupportUsers() {
  const { users, show, banner } = useLoaderData<typeof loader>();
  return (
    <Page heading="Support users" banner={banner}>
      <UserList
        users={users}
        show={show}
        path={paths.supportUsers}
        name="support-users"
        mayAdd
        empty="There are no support users."
      />
    </Page>
  );
}
