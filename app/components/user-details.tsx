import { formatLastSignIn } from "./date-time";
import { SummaryList } from "./govuk/summary-list";

type UserDetailsProps = {
  user: { firstName: string; lastName: string; email: string; lastSignedInAt: Date | null };
};

/** What is known of a user of either kind. */
export function UserDetails({ user }: UserDetailsProps) {
  return (
    <SummaryList
      rows={[
        { key: { text: "First name" }, value: { text: user.firstName } },
        { key: { text: "Last name" }, value: { text: user.lastName } },
        { key: { text: "Email address" }, value: { text: user.email } },
        { key: { text: "Last signed in" }, value: { text: formatLastSignIn(user.lastSignedInAt) } },
      ]}
    />
  );
}
