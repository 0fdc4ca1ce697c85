import { detailFields, type Details } from "../../../server/people/details";
import { formatLastSignIn } from "../date-time";
import { SummaryList, type SummaryListRow } from "../govuk/summary-list";

export type User = Details & { lastSignedInAt: string | null };

type UserDetailsProps = {
  user: User;
  /** The path of the form. Without it, the user cannot be changed. */
  change?: string;
};

/** The details of a user of either kind. */
export function UserDetails({ user, change }: UserDetailsProps) {
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
      ]}
    />
  );
}
