import { Button } from "../govuk/button";

type DownloadUsersProps = {
  /** The path that sends the file. */
  action: string;
  /** Whether the list has neither a search nor a filter. */
  isAll: boolean;
};

/** The button that downloads the users of a list, on all its pages. */
export function DownloadUsers({ action, isAll }: DownloadUsersProps) {
  return (
    <form method="post" action={action} noValidate>
      <Button text={`Download ${isAll ? "all" : "these"} users (CSV)`} classes="govuk-button--secondary" />
    </form>
  );
}
