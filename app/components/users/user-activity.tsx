import type { ActivityEntry } from "../../../server/activity/schema";
import { paths } from "../../paths";
import { ActivityList } from "../activity/activity-list";

export type UserActivityProps = { userId: string; activity: { items: ActivityEntry[]; pageCount: number } };

/** The first page of what a user did, and of what was done to them. If there is more, a link leads to it. */
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
