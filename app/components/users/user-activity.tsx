import type { ActivityEntry } from "../../../server/activity/schema";
import { paths } from "../../paths";
import { ActivityList } from "../activity/activity-list";

export type UserActivityProps = { userId: string; activity: { items: ActivityEntry[]; pageCount: number } };

/** What was done to a person and by them, on their own page; where it is more than a page, with the way to the rest. */
export function UserActivity({ userId, activity: { items, pageCount } }: UserActivityProps) {
  if (items.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Activity</h2>
      <ActivityList entries={items} level={3} />
      {pageCount > 1 && (
        <p className="govuk-body">
          <a className="govuk-link" href={paths.activity({ userId })}>
            All activity of this user
          </a>
        </p>
      )}
    </>
  );
}
