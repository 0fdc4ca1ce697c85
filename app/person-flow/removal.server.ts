import { redirect } from "@remix-run/node";
import { errorCodeOf } from "../refusals.server";
import { type ApiArgs, withApi } from "../guards.server";

/** Removing one kind of user: the plain object that the two functions and the page work from. */
export type Removal = {
  /** Where a removal leads. */
  list: (args: ApiArgs) => string;
  /** What the page asks. Throws where there is nobody to remove, or it is not allowed. */
  describe: (args: ApiArgs) => Promise<RemovalWording>;
  remove: (args: ApiArgs) => Promise<unknown>;
  /** Whether the activity log knows that the user was removed before. */
  isRemoved: (args: ApiArgs) => Promise<boolean>;
};

export type RemovalWording = {
  caption: string;
  /** The organisation, which the title names. */
  organisation?: string;
  warning: string;
  /** The user's details page. */
  details: string;
};

/** Loads the page that asks whether to remove a user. */
export const removalLoader = ({ describe }: Removal) =>
  withApi(async (args) => ({ ...(await describe(args)), banner: await args.server.takeBanner() }));

/**
 * Removes the user. A repeated post lands on the list with the same banner (specification, section 3, Removing); whoever never was
 * there is 404, for nobody was removed.
 */
export const removalAction = ({ list, remove, isRemoved }: Removal) =>
  withApi(async (args) => {
    try {
      await remove(args);
    } catch (error) {
      if (errorCodeOf(error) !== "NOT_FOUND" || !(await isRemoved(args))) throw error;
    }
    await args.server.leaveBanner({ type: "success", text: "User removed" });
    return redirect(list(args));
  });
