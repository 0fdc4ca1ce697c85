import type { Answers } from "../../server/drafts/drafts";
import { fullName } from "../../server/people/name";
import { uuidParam } from "../params.server";
import { fields } from "./flow";
import type { MakeFlow } from "./steps.server";

/** Adding a person to an organisation (SPEC §3, Adding). */
export const addOrganisationUser: MakeFlow = async ({ api, console, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const draftId = uuidParam(params, "draftId");
  const organisation = await api.organisations.get({ organisationId });
  const scope = `organisation:${organisationId}`;
  const users = `/support/organisations/${organisationId}/users`;
  const saving = await console.api({ id: draftId, scope });
  return {
    scope,
    draftId,
    paths: {
      form: `${users}/new/${draftId}`,
      check: `${users}/new/${draftId}/check`,
      exit: users,
      saved: users,
    },
    wording: {
      caption: `Add user - ${organisation.name}`,
      organisation: organisation.name,
      saveButton: "Save user",
      saved: "User added",
    },
    async check(answers: Answers) {
      const person = await api.organisationUsers.check({ organisationId, ...answers });
      const name = fullName(person);
      return {
        ...person,
        changeable: person.storedNameStands ? ["email"] : fields.map((field) => field.name),
        inset: person.storedNameStands
          ? `${person.email} already belongs to ${name}. We will add this user to ${organisation.name}. We will not use the name you entered.`
          : undefined,
        warning: `We will email ${name} to tell them you have added them to ${organisation.name}.`,
      };
    },
    save: (answers: Answers) => saving.organisationUsers.add({ organisationId, ...answers }),
  };
};
