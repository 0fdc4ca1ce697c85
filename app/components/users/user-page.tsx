import type { ActivityEntry } from "../../../server/activity/schema";
import type { SentEmail } from "../../../server/emails/list";
import { detailFields, type Details } from "../../../server/people/details";
import { paths } from "../../paths";
import { ActivityList } from "../activity/activity-list";
import { formatLastSignIn } from "../date-time";
import { Button } from "../govuk/button";
import type { NotificationBannerProps } from "../govuk/notification-banner";
import { SummaryList, type SummaryListRow } from "../govuk/summary-list";
import { Page } from "../page";
import { Paragraph, TextLink } from "../prose";
import { SentEmails } from "./sent-emails";

type User = Details & { id: string; lastSignedInAt: string | null; emails: SentEmail[] };

/** The first page of the user's activity: what they did, and what was done to them. */
type Activity = { items: ActivityEntry[]; pageCount: number };

type UserPageProps = {
  user: User;
  activity: Activity;
  /** The name of the user's organisation, or 'Support user'. */
  caption: string;
  back: string;
  banner: NotificationBannerProps | null;
  /** The path of this page. The paths of the pages that change or remove the user start with it. */
  path: string;
  mayChange: boolean;
  mayRemove: boolean;
};

/** The details page of an organisation user or a support user. */
export function UserPage({ user, activity, path, mayChange, mayRemove, ...page }: UserPageProps) {
  return (
    <Page heading={`${user.firstName} ${user.lastName}`} {...page}>
      <UserDetails user={user} change={mayChange ? paths.editUser(path) : undefined} />
      {mayRemove && (
        <Paragraph>
          <TextLink href={paths.removeUser(path)}>Remove user</TextLink>
        </Paragraph>
      )}
      <SentEmails emails={user.emails} />
      {user.lastSignedInAt === null && (
        <form method="post" action={paths.inviteAgain(path)} noValidate>
          <Button text="Send invitation again" classes="govuk-button--secondary" preventDoubleClick />
        </form>
      )}
      {activity.items.length > 0 && <UserActivity userId={user.id} activity={activity} />}
    </Page>
  );
}

/** `change` is the path of the form that changes the user; undefined if the user cannot be changed. */
function UserDetails({ user, change }: { user: User; change: string | undefined }) {
  const rows = detailFields.map(({ name, label }): SummaryListRow => ({
    key: { text: label },
    value: { text: user[name] },
    actions: change
      ? { items: [{ text: "Change", href: `${change}#${name}`, visuallyHiddenText: label.toLowerCase() }] }
      : undefined,
  }));
  const lastSignIn = { text: formatLastSignIn(user.lastSignedInAt) };
  return <SummaryList rows={[...rows, { key: { text: "Last signed in" }, value: lastSignIn }]} />;
}

function UserActivity({ userId, activity: { items, pageCount } }: { userId: string; activity: Activity }) {
  return (
    <>
      <h2 className="govuk-heading-m">Activity</h2>
      <ActivityList entries={items} level={3} />
      {pageCount > 1 && (
        <Paragraph>
          <TextLink href={paths.activity({ userId })}>All activity of this user</TextLink>
        </Paragraph>
      )}
    </>
  );
}
