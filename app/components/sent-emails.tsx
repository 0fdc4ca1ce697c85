import type { SentEmail } from "../../server/emails/sent-emails";
import { formatDateTime } from "./date-time";
import { Table } from "./govuk/table";

const kinds: Record<SentEmail["kind"], string> = {
  organisation_user_added: "Invitation",
  organisation_user_removed: "Removal",
  support_user_added: "Invitation",
  support_user_removed: "Removal",
  email_address_changed: "Changed email address",
};

const statuses: Record<SentEmail["status"], string> = {
  queued: "Waiting to be sent",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The emails to one person and what became of each (SPEC §4). */
export function SentEmails({ emails }: { emails: SentEmail[] }) {
  if (emails.length === 0) return null;
  return (
    <Table
      caption="Emails"
      captionClasses="govuk-table__caption--m"
      head={[{ text: "Email" }, { text: "Requested" }, { text: "Status" }]}
      rows={emails.map(({ kind, status, error, createdAt }) => [
        { text: kinds[kind] },
        { text: formatDateTime(createdAt) },
        { text: status === "failed" && error !== null ? `${statuses.failed}: ${error}` : statuses[status] },
      ])}
    />
  );
}
