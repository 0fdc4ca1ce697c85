import type { SentEmail } from "../../../server/emails/list";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import type { NotificationBannerProps } from "../govuk/notification-banner";
import { Page } from "../page";
import { SentEmails } from "./sent-emails";
import { UserActivity, type UserActivityProps } from "./user-activity";
import { UserDetails, type User } from "./user-details";

type UserPageProps = {
  user: User & { id: string; emails: SentEmail[] };
  activity: UserActivityProps["activity"];
  /** The user's organisation, or 'Support user'. */
  caption: string;
  back: string;
  /** This page's own path, above those of the pages that change the user. */
  path: string;
  banner: NotificationBannerProps | null;
  mayChange: boolean;
  mayRemove: boolean;
};

/** The details page of a user of either kind. */
export function UserPage({
  user,
  activity,
  caption,
  back,
  path,
  banner,
  mayChange,
  mayRemove,
}: UserPageProps) {
  return (
    <Page heading={`${user.firstName} ${user.lastName}`} caption={caption} back={back} banner={banner}>
      <UserDetails user={user} change={mayChange ? paths.editUser(path) : undefined} />
      {mayRemove && (
        <p className="govuk-body">
          <a className="govuk-link" href={paths.removeUser(path)}>
            Remove user
          </a>
        </p>
      )}
      <SentEmails emails={user.emails} />
      {user.lastSignedInAt === null && (
        <form method="post" action={paths.inviteAgain(path)} noValidate>
          <Button text="Send invitation again" classes="govuk-button--secondary" preventDoubleClick />
        </form>
      )}
      <UserActivity userId={user.id} activity={activity} />
    </Page>
  );
}
