import { redirect } from "@remix-run/node";
import type { SignedInArgs } from "../guards.server";
import { errorCodeOf } from "../refusals.server";

/** Removing one user: the plain object that the two functions and the page work from. */
export type Removal = {
  /** The ids by which the activity log knows the user. */
  ids: { userId: string; organisationId?: string };
  /** Where a removal leads. */
  list: string;
  /** The words of the page. Throws where the user does not exist, or must not be removed. */
  describe: () => Promise<RemovalWording>;
  remove: () => Promise<unknown>;
};

type RemovalWording = {
  caption: string;
  /** The organisation, which the title names. */
  organisation?: string;
  warning: string;
  /** The user's details page. */
  details: string;
};

export type MakeRemoval = (args: SignedInArgs) => Removal;

/** Loads the page that asks whether to remove a user. */
export const removalLoader = (makeRemoval: MakeRemoval) => async (args: SignedInArgs) => {
  const wording = await makeRemoval(args).describe();
  return { ...wording, banner: await args.server.takeBanner() };
};

/**
 * Removes the user. A repeated post leads to the list with the same banner (specification, section 3, Removing). A user
 * who was never there is 404.
 */
export const removalAction = (makeRemoval: MakeRemoval) => async (args: SignedInArgs) => {
  const { ids, list, remove } = makeRemoval(args);
  try {
    await remove();
  } catch (error) {
    if (errorCodeOf(error) !== "NOT_FOUND") throw error;
    const removals = await args.api.activity.list({ ...ids, kind: "removed" });
    if (removals.total === 0) throw error;
  }
  await args.server.leaveBanner({ type: "success", text: "User removed" });
  return redirect(list);
};
