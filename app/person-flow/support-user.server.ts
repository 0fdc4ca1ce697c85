import type { Answers } from "../../server/drafts/drafts";
import { fullName } from "../../server/people/name";
import { uuidParam } from "../request.server";
import { fieldNames, newAddressWarning, noAnswers, stepPaths } from "./flow";
import type { MakeFlow } from "./steps.server";

const list = "/support/users";
const emailHint = "Must be a Department for Education email address, like name@education.gov.uk";

/** Adding a support user (specification, section 3, Adding someone who already exists; section 3, Re-adding). */
export const addSupportUser: MakeFlow = async ({ api, server, params }) => {
  const draftId = uuidParam(params, "draftId");
  const scope = "support";
  const saving = await server.api({ id: draftId, scope });
  return {
    scope,
    draftId,
    paths: { ...stepPaths(`${list}/new/${draftId}`), exit: list, saved: list },
    wording: { caption: "Add user", emailHint, saved: "User added" },
    initial: noAnswers,
    async check(answers: Answers) {
      const person = await api.supportUsers.check(answers);
      const warning = `We will email ${fullName(person)} to tell them you have added them to Support for ${server.service.name}.`;
      return { ...person, changeable: fieldNames, warning };
    },
    save: (answers: Answers) => saving.supportUsers.add(answers),
  };
};

/** Changing a support user until their first sign-in (specification, section 3, Editing). */
export const editSupportUser: MakeFlow = async ({ api, server, params }) => {
  const userId = uuidParam(params, "userId");
  const draftId = uuidParam(params, "draftId");
  const user = await api.supportUsers.get({ userId });
  const scope = `support:user:${userId}`;
  const details = `${list}/${userId}`;
  const saving = await server.api({ id: draftId, scope });
  return {
    scope,
    draftId,
    paths: { ...stepPaths(`${details}/edit/${draftId}`), exit: details, saved: details },
    wording: { caption: fullName(user), emailHint, saved: "User updated" },
    initial: user,
    isLocked: user.editing === "locked",
    async check(answers: Answers) {
      const person = await api.supportUsers.check({ userId, ...answers });
      return { ...person, changeable: fieldNames, warning: newAddressWarning(user, person) };
    },
    save: (answers: Answers) => saving.supportUsers.update({ userId, ...answers }),
  };
};
