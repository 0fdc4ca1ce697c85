import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatDateTime } from "../components/date-time";
import { Button } from "../components/govuk/button";
import { Tag } from "../components/govuk/tag";
import { Page } from "../components/page";
import { Paragraph } from "../components/prose";
import { ResponsiveTable } from "../components/responsive-table";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

/** Loads where the support user is signed in. */
export const loader = withSupport(async ({ server }) => {
  const { list, most } = await server.openSessions();
  return {
    sessions: await list(),
    most,
    serviceName: server.service.name,
    banner: await server.takeBanner(),
  };
});

/** Signs the support user out everywhere else (specification, section 6, Your sessions). */
export const action = withSupport(async ({ server }) => {
  await server.countSave();
  await (await server.openSessions()).endOthers();
  await server.leaveBanner({ type: "success", text: "Signed out everywhere else" });
  return redirect(paths.sessions);
});

export const handle: TitleHandle<typeof loader> = { title: () => ["Your sessions"] };

export default function Sessions() {
  const { sessions, most, serviceName, banner } = useLoaderData<typeof loader>();
  return (
    <Page heading="Your sessions" banner={banner}>
      <Paragraph>
        This is where you are signed in to {serviceName}. You can use {most} browsers at once. If you sign in
        with another one, the oldest session ends.
      </Paragraph>
      <ResponsiveTable
        caption="Your sessions"
        hideCaption
        head={["Browser", "Signed in", "Last used"]}
        rows={sessions.map(({ isThis, browser, startedAt, lastUsedAt }) => [
          <>
            {browser ?? "Unknown browser"} {isThis && <Tag text="This browser" />}
          </>,
          formatDateTime(startedAt),
          formatDateTime(lastUsedAt),
        ])}
      />
      {sessions.length > 1 ? <EndOthers /> : <Paragraph>You are not signed in anywhere else.</Paragraph>}
    </Page>
  );
}

function EndOthers() {
  return (
    <>
      <Paragraph>
        If you do not recognise a session, sign out everywhere else and change your DfE Sign-in password. You
        will lose anything that you have not saved in the other sessions.
      </Paragraph>
      <form method="post" noValidate>
        <Button text="Sign out everywhere else" preventDoubleClick />
      </form>
    </>
  );
}
