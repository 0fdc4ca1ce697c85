import { formatLastSignIn } from "../date-time";
import { SummaryList } from "../govuk/summary-list";

export type User = { firstName: string; lastName: string; email: string; lastSignedInAt: string | null };

type UserDetailsProps = {
  user: User;
  /** Where 'Change' leads, where the user can be changed. */
  change?: string;
};

/** What is known of a user of either kind. */
export function UserDetails({ user, change }: UserDetailsProps) {
  const row = (name: "firstName" | "lastName" | "email", label: string) => ({
    key: { text: label },
    value: { text: user[name] },
    actions: change
      ? { items: [{ text: "Change", href: `${change}#${name}`, visuallyHiddenText: label.toLowerCase() }] }
      : undefined,
  });
  return (
    <SummaryList
      rows={[
        row("firstName", "First name"),
        row("lastName", "Last name"),
        row("email", "Email address"),
        { key: { text: "Last signed in" }, value: { text: formatLastSignIn(user.lastSignedInAt) } },
      ]}
    />
  );
}
