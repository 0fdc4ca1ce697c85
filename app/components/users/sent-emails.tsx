import { emailKinds } from "../../../server/emails/kinds";
import type { SentEmail } from "../../../server/emails/list";
import type { NamedOrganisation } from "../../../server/organisations/schema";
import { formatDateTime } from "../date-time";
import { OrganisationName } from "../organisations/organisation-name";
import { ResponsiveTable } from "../responsive-table";

const statuses: Record<SentEmail["status"], string> = {
  queued: "Waiting to be sent",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The organisation that an email is about, on a page across organisations; null if it is about all of them. */
export type EmailAbout = { organisation?: NamedOrganisation | null };

/** The emails sent to one person, each with its status and, if it failed, advice (specification, section 4). */
export function SentEmails({ emails }: { emails: (SentEmail & EmailAbout)[] }) {
  if (emails.length === 0) return null;
  const isAcross = emails.some(({ organisation }) => organisation !== undefined);
  return (
    <div className="govuk-!-margin-top-6">
      <ResponsiveTable
        caption="Emails"
        head={["Email", ...(isAcross ? ["Organisation"] : []), "Requested", "Status", "Since"]}
        rows={emails.map(({ kind, organisation, status, failure, createdAt, statusAt }) => [
          emailKinds[kind].title,
          ...(isAcross ? [organisation ? <OrganisationName organisation={organisation} /> : "All"] : []),
          formatDateTime(createdAt),
          failure ? <Failed {...failure} /> : statuses[status],
          formatDateTime(statusAt),
        ])}
      />
    </div>
  );
}

function Failed({ reason, advice }: NonNullable<SentEmail["failure"]>) {
  return (
    <>
      {statuses.failed}: {reason}
      <p className="govuk-hint govuk-!-margin-bottom-0">{advice}</p>
    </>
  );
}
