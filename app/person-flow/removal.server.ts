import { redirect } from "@remix-run/node";
import type { Details } from "../../server/people/details";
import type { Caller } from "../../server/router";
import type { SignedInArgs } from "../guards.server";
import { errorCodeOf } from "../refusals.server";

/** How to remove one user. `removalLoader`, `removalAction` and their page use this object. */
export type Removal = {
  /** The ids by which to find the user's removal in the activity log. */
  ids: { userId: string; organisationId?: string };
  /** The path of the list of users, where the action redirects to. */
  list: string;
  /** Returns the texts of the page. Throws if the user does not exist or must not be removed. */
  describe: () => Promise<RemovalWording>;
  /** Removes the user through `api`, which stores the banner in the same transaction. */
  remove: (api: Caller) => Promise<unknown>;
};

type RemovalWording = {
  /** The user, whose details tell which of two people of one name will be removed. */
  user: Details;
  caption: string;
  /** The organisation's name, for the page's title. */
  organisation?: string;
  /** Whether the caption names an organisation that has closed. */
  isClosed?: boolean;
  warning: string;
  /** The path of the user's details page. */
  details: string;
};

export type MakeRemoval = (args: SignedInArgs) => Removal;

/** Loads the page that asks for confirmation. */
export const removalLoader = (makeRemoval: MakeRemoval) => async (args: SignedInArgs) => {
  const wording = await makeRemoval(args).describe();
  return { ...wording, banner: await args.server.takeBanner() };
};

const banner = { type: "success", text: "User removed" } as const;

/**
 * Removes the user. The response is the same if the user has been removed already (specification, section 3,
 * Removing). If there never was such a user, the response is 404.
 */
export const removalAction = (makeRemoval: MakeRemoval) => async (args: SignedInArgs) => {
  const { ids, list, remove } = makeRemoval(args);
  try {
    await remove(await args.server.api({ banner }));
  } catch (error) {
    if (errorCodeOf(error) !== "NOT_FOUND") throw error;
    const removals = await args.api.activity.list({ ...ids, kind: "removed" });
    if (removals.total === 0) throw error;
    await args.server.leaveBanner(banner);
  }
  return redirect(list);
};
