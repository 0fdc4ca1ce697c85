import type { ReactNode } from "react";
import type { ActivityEntry } from "../../../server/activity/schema";
import type { SentEmail } from "../../../server/emails/list";
import { detailFields, type Details } from "../../../server/people/details";
import type { Finding } from "../../../server/sign-in-problems/signing-in/schema";
import { paths } from "../../paths";
import { ActivityList } from "../activity/activity-list";
import { formatLastSignIn } from "../date-time";
import type { NotificationBannerProps } from "../govuk/notification-banner";
import { SummaryList, type SummaryListRow } from "../govuk/summary-list";
import { Page } from "../page";
import { Paragraph, TextLink } from "../prose";
import { type EmailAbout, SentEmails } from "./sent-emails";
import { SigningIn } from "./signing-in/signing-in";

type User = Details & {
  id: string;
  lastSignedInAt: string | null;
  /** Whether a DfE Sign-in account is linked, on the page across organisations. */
  isLinked?: boolean;
  emails: (SentEmail & EmailAbout)[];
};

/** The first page of the user's activity: what they did, and what was done to them. */
type Activity = { items: ActivityEntry[] };

type UserPageProps = {
  user: User;
  activity: Activity;
  finding: Finding;
  /** The name of the user's organisation, 'Organisation user' or 'Support user'. */
  caption: string;
  back: string;
  banner: NotificationBannerProps | null;
  /** The path of this page. The paths of the pages that change or remove the user start with it. */
  path: string;
  /** The path of the user's page across organisations; `path` if there is no other. */
  person?: string;
  /** The path that sends the invitation again; undefined if there is nothing to be invited to. */
  inviteAgain: string | undefined;
  /** Whether the caption names an organisation that has closed. */
  isClosed?: boolean;
  mayChange: boolean;
  mayRemove: boolean;
  /** The user's organisations, on the page across them. */
  children?: ReactNode;
};

/** The details page of a support user, or of an organisation user in one organisation or in all of theirs. */
export function UserPage(props: UserPageProps) {
  const { user, activity, finding, path, person = path, mayChange, mayRemove, children } = props;
  const { caption, isClosed = false, back, banner } = props;
  return (
    <Page
      heading={`${user.firstName} ${user.lastName}`}
      caption={caption}
      closed={isClosed && "caption"}
      back={back}
      banner={banner}
    >
      <UserDetails user={user} change={mayChange ? paths.editUser(path) : undefined} />
      {mayRemove && (
        <Paragraph>
          <TextLink href={paths.removeUser(path)}>Remove user</TextLink>
        </Paragraph>
      )}
      {children}
      <SigningIn
        finding={finding}
        person={person}
        inviteAgain={user.lastSignedInAt === null ? props.inviteAgain : undefined}
      />
      <SentEmails emails={user.emails} />
      <UserActivity userId={user.id} activity={activity} />
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
  return (
    <SummaryList
      rows={[
        ...rows,
        { key: { text: "Last signed in" }, value: { text: formatLastSignIn(user.lastSignedInAt) } },
        user.isLinked !== undefined && {
          key: { text: "DfE Sign-in account" },
          value: { text: user.isLinked ? "Linked" : "Not linked yet" },
        },
      ]}
    />
  );
}

function UserActivity({ userId, activity: { items } }: { userId: string; activity: Activity }) {
  return (
    <>
      <h2 className="govuk-heading-m">Activity</h2>
      <ActivityList entries={items} level={3} />
      <Paragraph>
        <TextLink href={paths.activity({ userId })}>See all activity</TextLink>
      </Paragraph>
    </>
  );
}
