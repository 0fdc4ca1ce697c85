import { supportUserEmailHint as emailHint } from "../../server/people/email";
import { fullName } from "../../server/people/details";
import { messageOf } from "../../server/refusals";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import { fieldNames, newAddressWarning, noAnswers } from "./flow";
import type { MakeInvitation } from "./invitation.server";
import type { MakeRemoval } from "./removal.server";
import type { MakeFlow } from "./steps.server";

const list = paths.supportUsers;

/** Adds a support user (specification, section 3, Adding someone who already exists; section 3, Re-adding). */
export const addSupportUser: MakeFlow = ({ api, server }) => ({
  scope: "support",
  start: paths.addUser(list),
  exit: list,
  saved: list,
  purpose: "add",
  describe: () => ({
    wording: { caption: "Add user", emailHint },
    initial: noAnswers,
    async check(answers) {
      const person = await api.supportUsers.check(answers);
      const warning = `We will email ${fullName(person)} to tell them you have added them to Support for ${server.service.name}.`;
      return { ...person, changeable: fieldNames, warning };
    },
  }),
  save: (saving, answers) => saving.supportUsers.add(answers),
});

/** The flow that changes a support user, until their first sign-in (specification, section 3, Editing). */
export const editSupportUser: MakeFlow = (args) => {
  const { userId, details } = readUser(args);
  return {
    scope: `support:user:${userId}`,
    start: paths.editUser(details),
    exit: details,
    saved: details,
    purpose: "edit",
    async describe() {
      const user = await args.api.supportUsers.get({ userId });
      return {
        wording: { caption: fullName(user), emailHint },
        initial: user,
        locked: user.editing === "locked" ? "signedInMeanwhile" : undefined,
        async check(answers) {
          const person = await args.api.supportUsers.check({ userId, ...answers });
          return { ...person, changeable: fieldNames, warning: newAddressWarning(user, person) };
        },
      };
    },
    save: (saving, answers) => saving.supportUsers.update({ userId, ...answers }),
  };
};

/** The removal of a support user (specification, section 3, Removing). */
export const removeSupportUser: MakeRemoval = (args) => {
  const { userId, details } = readUser(args);
  return {
    ids: { userId },
    list,
    async describe() {
      const user = await args.api.supportUsers.get({ userId });
      if (!user.mayRemove) throw new Response(messageOf("isYourself"), { status: 403 });
      const name = fullName(user);
      return {
        user,
        caption: name,
        warning: `We will email ${name} to tell them you have removed them from Support for ${args.server.service.name}.`,
        details,
      };
    },
    remove: (api) => api.supportUsers.remove({ userId }),
  };
};

/** Sends a support user's invitation again (specification, section 4). */
export const inviteSupportUserAgain: MakeInvitation = (args) => {
  const { userId, details } = readUser(args);
  return {
    list: paths.supportUsers,
    details,
    resend: (api) => api.supportUsers.resendInvitation({ userId }),
  };
};

/** The user id in the URL, and the path of the user's details page. */
function readUser({ params }: SignedInArgs) {
  const userId = uuidParam(params, "userId");
  return { userId, details: paths.user(list, userId) };
}
