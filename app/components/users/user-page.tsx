import type { SentEmail } from "../../../server/emails/list";
import { Button } from "../govuk/button";
import { Page, type BannerProps } from "../page";
import { SentEmails } from "./sent-emails";
import { UserActivity, type UserActivityProps } from "./user-activity";
import { UserDetails, type User } from "./user-details";

type UserPageProps = {
  user: User & { id: string; emails: SentEmail[] };
  activity: UserActivityProps["activity"];
  /** Whose user it is: the organisation, or 'Support user'. */
  caption: string;
  back: string;
  /** This page's own path: those that change the user are below it. */
  path: string;
  banner: BannerProps | null;
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
      <UserDetails user={user} change={mayChange ? `${path}/edit` : undefined} />
      {mayRemove && (
        <p className="govuk-body">
          <a className="govuk-link" href={`${path}/remove`}>
            Remove user
          </a>
        </p>
      )}
      <SentEmails emails={user.emails} />
      {user.lastSignedInAt === null && (
        <form method="post" action={`${path}/resend`} noValidate>
          <Button text="Send invitation again" classes="govuk-button--secondary" preventDoubleClick />
        </form>
      )}
      <UserActivity userId={user.id} activity={activity} />
    </Page>
  );
}
