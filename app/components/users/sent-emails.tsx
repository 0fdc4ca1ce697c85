import { emailKinds } from "../../../server/emails/kinds";
import type { SentEmail } from "../../../server/emails/list";
import { formatDateTime } from "../date-time";
import { ResponsiveTable } from "../responsive-table";

const statuses: Record<SentEmail["status"], string> = {
  queued: "Waiting to be sent",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The emails sent to one person, each with its status and, if it failed, advice (specification, section 4). */
export function SentEmails({ emails }: { emails: SentEmail[] }) {
  if (emails.length === 0) return null;
  return (
    <div className="govuk-!-margin-top-6">
      <ResponsiveTable
        caption="Emails"
        head={["Email", "Requested", "Status", "Since"]}
        rows={emails.map(({ kind, status, failure, createdAt, statusAt }) => [
          emailKinds[kind].title,
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
