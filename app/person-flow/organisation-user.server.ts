import { fullName } from "../../server/people/details";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import { fieldNames, newAddressWarning, noAnswers } from "./flow";
import type { MakeInvitation } from "./invitation.server";
import type { MakeRemoval } from "./removal.server";
import type { MakeFlow } from "./steps.server";

/** The flow that adds a person to an organisation (specification, section 3, Adding someone who already exists). */
export const addOrganisationUser: MakeFlow = ({ api, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const list = paths.organisationUsers(organisationId);
  return {
    scope: `organisation:${organisationId}`,
    start: paths.addUser(list),
    exit: list,
    saved: list,
    purpose: "add",
    async describe() {
      const { name: organisation, isClosed } = await api.organisations.get({ organisationId });
      return {
        wording: { caption: `Add user - ${organisation}`, organisation },
        locked: isClosed ? "organisationClosed" : undefined,
        initial: noAnswers,
        async check(answers) {
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
      };
    },
    save: (saving, answers) => saving.organisationUsers.add({ organisationId, ...answers }),
  };
};

/** The flow that changes an organisation user; 404 if configuration forbids it (specification, section 3, Editing). */
export const editOrganisationUser: MakeFlow = (args) => {
  const { ids, details } = readUser(args);
  return {
    scope: `organisation:${ids.organisationId}:user:${ids.userId}`,
    start: paths.editUser(details),
    exit: details,
    saved: details,
    purpose: "edit",
    async describe() {
      const { organisation, user } = await loadUser(args);
      if (user.editing === "never") throw new Response(null, { status: 404 });
      return {
        wording: {
          caption: `${fullName(user)} - ${organisation}`,
          ...{ organisation, isClosed: user.organisation.isClosed },
          inset: "Changes apply in every organisation this user belongs to.",
        },
        initial: user,
        locked: user.editing === "locked" ? "signedInMeanwhile" : undefined,
        async check(answers) {
          const person = await args.api.organisationUsers.check({ ...ids, ...answers });
          return { ...person, changeable: fieldNames, warning: newAddressWarning(user, person) };
        },
      };
    },
    save: (saving, answers) => saving.organisationUsers.update({ ...ids, ...answers }),
  };
};

/** The removal of a user from an organisation (specification, section 3, Removing). */
export const removeOrganisationUser: MakeRemoval = (args) => {
  const { ids, list, details } = readUser(args);
  return {
    ids,
    list,
    async describe() {
      const { organisation, user } = await loadUser(args);
      const name = fullName(user);
      return {
        user,
        caption: `${name} - ${organisation}`,
        ...{ organisation, isClosed: user.organisation.isClosed },
        warning: `We will email ${name} to tell them you have removed them from ${organisation}.`,
        details,
      };
    },
    remove: (api) => api.organisationUsers.remove(ids),
  };
};

/** Sends an organisation user's invitation again (specification, section 4). */
export const inviteOrganisationUserAgain: MakeInvitation = (args) => {
  const { ids, list, details } = readUser(args);
  return { list, details, resend: (api) => api.organisationUsers.resendInvitation(ids) };
};

/** The ids in the URL, and the paths of the user's list and details page. */
function readUser({ params }: SignedInArgs) {
  const ids = { organisationId: uuidParam(params, "organisationId"), userId: uuidParam(params, "userId") };
  const list = paths.organisationUsers(ids.organisationId);
  return { ids, list, details: paths.user(list, ids.userId) };
}

async function loadUser(args: SignedInArgs) {
  const { ids } = readUser(args);
  const user = await args.api.organisationUsers.get(ids);
  return { organisation: user.organisation.name, user };
}
