import type { Answers } from "../../server/drafts/drafts";
import { fullName } from "../../server/people/name";
import { uuidParam } from "../request.server";
import { fieldNames, newAddressWarning, noAnswers, stepPaths } from "./flow";
import type { MakeFlow } from "./steps.server";

/** Adding a person to an organisation (specification, section 3, Adding someone who already exists). */
export const addOrganisationUser: MakeFlow = async ({ api, server, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const draftId = uuidParam(params, "draftId");
  const { name: organisation } = await api.organisations.get({ organisationId });
  const scope = `organisation:${organisationId}`;
  const users = `/support/organisations/${organisationId}/users`;
  const saving = await server.api({ id: draftId, scope });
  return {
    scope,
    draftId,
    paths: { ...stepPaths(`${users}/new/${draftId}`), exit: users, saved: users },
    wording: { caption: `Add user - ${organisation}`, organisation, saved: "User added" },
    initial: noAnswers,
    async check(answers: Answers) {
      const person = await api.organisationUsers.check({ organisationId, ...answers });
      const name = fullName(person);
      return {
        ...person,
        changeable: person.storedNameStands ? ["email"] : fieldNames,
        inset: person.storedNameStands
          ? `${person.email} already belongs to ${name}. We will add this user to ${organisation}. We will not use the name you entered.`
          : undefined,
        warning: `We will email ${name} to tell them you have added them to ${organisation}.`,
      };
    },
    save: (answers: Answers) => saving.organisationUsers.add({ organisationId, ...answers }),
  };
};

/** Changing an organisation user, where configuration allows it at all (specification, section 3, Editing). */
export const editOrganisationUser: MakeFlow = async ({ api, server, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const userId = uuidParam(params, "userId");
  const draftId = uuidParam(params, "draftId");
  const { name: organisation } = await api.organisations.get({ organisationId });
  const user = await api.organisationUsers.get({ organisationId, userId });
  if (user.editing === "never") throw new Response(null, { status: 404 });
  const scope = `organisation:${organisationId}:user:${userId}`;
  const details = `/support/organisations/${organisationId}/users/${userId}`;
  const saving = await server.api({ id: draftId, scope });
  return {
    scope,
    draftId,
    paths: { ...stepPaths(`${details}/edit/${draftId}`), exit: details, saved: details },
    wording: {
      caption: `${fullName(user)} - ${organisation}`,
      organisation,
      inset: "Changes apply in every organisation this user belongs to.",
      saved: "User updated",
    },
    initial: user,
    isLocked: user.editing === "locked",
    async check(answers: Answers) {
      const person = await api.organisationUsers.check({ organisationId, userId, ...answers });
      return { ...person, changeable: fieldNames, warning: newAddressWarning(user, person) };
    },
    save: (answers: Answers) => saving.organisationUsers.update({ organisationId, userId, ...answers }),
  };
};
