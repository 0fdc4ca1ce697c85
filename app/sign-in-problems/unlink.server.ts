import { data, redirect } from "@remix-run/node";
import type { NamedOrganisation } from "../../server/organisations/schema";
import { type Details, fullName } from "../../server/people/details";
import { messageOf } from "../../server/refusals";
import type { Finding } from "../../server/sign-in-problems/signing-in/schema";
import type { Caller } from "../../server/router";
import { inWords } from "../components/sign-in-problems/problem-words";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { isRefusal } from "../refusals.server";
import { uuidParam } from "../request.server";
import { readConfirmation } from "./confirmation.server";

/** How to unlink one user's DfE Sign-in account. `unlinkLoader`, `unlinkAction` and their page use this object. */
type Unlinking = {
  userId: string;
  /** The path of the user's details page, where the action redirects to. */
  details: string;
  describe: () => Promise<{ user: Details; organisations: NamedOrganisation[] | null }>;
  findSigningIn: () => Promise<{ finding: Finding }>;
  unlink: (api: Caller, input: { userId: string; confirmed: true }) => Promise<unknown>;
};

type MakeUnlinking = (args: SignedInArgs) => Unlinking;

export const unlinkOrganisationUser: MakeUnlinking = ({ api, params }) => {
  const userId = uuidParam(params, "userId");
  return {
    userId,
    details: paths.user(paths.allOrganisationUsers, userId),
    async describe() {
      const user = await api.organisationUsers.person({ userId });
      return { user, organisations: user.organisations };
    },
    findSigningIn: () => api.organisationUsers.signingIn({ userId }),
    unlink: (saving, input) => saving.organisationUsers.unlink(input),
  };
};

export const unlinkSupportUser: MakeUnlinking = ({ api, params }) => {
  const userId = uuidParam(params, "userId");
  return {
    userId,
    details: paths.user(paths.supportUsers, userId),
    describe: async () => ({ user: await api.supportUsers.get({ userId }), organisations: null }),
    findSigningIn: () => api.supportUsers.signingIn({ userId }),
    unlink: (saving, input) => saving.supportUsers.unlink(input),
  };
};

/**
 * Loads the page that asks for confirmation. Throws a 403 response if unlinking is not the next step (specification, section
 * 12, Unlinking).
 */
export const unlinkLoader = (makeUnlinking: MakeUnlinking) => async (args: SignedInArgs) => {
  const { details, describe, findSigningIn } = makeUnlinking(args);
  const [{ user, organisations }, { finding }] = await Promise.all([describe(), findSigningIn()]);
  if (finding.kind !== "other_account" || finding.nextStep !== "unlink") {
    const isOwn = finding.nextStep === "ask_another_support_user";
    throw new Response(messageOf(isOwn ? "isOwnAccount" : "cannotUnlink"), { status: 403 });
  }
  const organisation = organisations && inWords(organisations);
  const access = organisation ?? `Support for ${args.server.service.name}`;
  return {
    user,
    organisations,
    organisation,
    triedAt: finding.at,
    details,
    warning: `Whoever next signs in with ${user.email} will have ${fullName(user)}'s access to ${access}.`,
  };
};

const banner = { type: "success", text: "DfE Sign-in account unlinked. Ask them to sign in again." } as const;

/** Unlinks the account. The response is the same if it has been unlinked already. */
export const unlinkAction = (makeUnlinking: MakeUnlinking) => async (args: SignedInArgs<Request>) => {
  const { userId, details, findSigningIn, unlink } = makeUnlinking(args);
  const { confirmed, errors } = await readConfirmation(args.request);
  if (errors) return data({ errors }, 400);
  try {
    await unlink(await args.server.api({ banner }), { userId, confirmed });
  } catch (error) {
    if (!isRefusal(error, "cannotUnlink")) throw error;
    const { finding } = await findSigningIn();
    const isDone = finding.kind === "unlinked";
    await args.server.leaveBanner(isDone ? banner : { type: "important", text: error.message });
  }
  throw redirect(details);
};
