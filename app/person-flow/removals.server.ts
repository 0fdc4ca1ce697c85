import { messageOf } from "../../server/refusals";
import { fullName } from "../../server/people/name";
import { uuidParam } from "../request.server";
import type { ApiArgs } from "../guards.server";
import type { Removal } from "./removal.server";

function organisationUserOf({ params }: ApiArgs) {
  return { organisationId: uuidParam(params, "organisationId"), userId: uuidParam(params, "userId") };
}

async function hasRemoval({ api }: ApiArgs, whom: { userId: string; organisationId?: string }) {
  const { total } = await api.activity.list({ ...whom, kind: "removed" });
  return total > 0;
}

/** Removing a user from an organisation (specification, section 3, Removing). */
export const organisationUserRemoval: Removal = {
  list: (args) => `/support/organisations/${organisationUserOf(args).organisationId}/users`,

  async describe(args) {
    const { organisationId, userId } = organisationUserOf(args);
    const [organisation, user] = await Promise.all([
      args.api.organisations.get({ organisationId }),
      args.api.organisationUsers.get({ organisationId, userId }),
    ]);
    const name = fullName(user);
    return {
      caption: `${name} - ${organisation.name}`,
      organisation: organisation.name,
      warning: `We will email ${name} to tell them you have removed them from ${organisation.name}.`,
      details: `/support/organisations/${organisationId}/users/${userId}`,
    };
  },

  remove: (args) => args.api.organisationUsers.remove(organisationUserOf(args)),

  isRemoved: (args) => hasRemoval(args, organisationUserOf(args)),
};

/** Removing a support user (specification, section 3, Removing). */
export const supportUserRemoval: Removal = {
  list: () => "/support/users",

  async describe({ api, server, params }) {
    const userId = uuidParam(params, "userId");
    const user = await api.supportUsers.get({ userId });
    if (!user.mayRemove) throw new Response(messageOf("isYourself"), { status: 403 });
    const name = fullName(user);
    return {
      caption: name,
      warning: `We will email ${name} to tell them you have removed them from Support for ${server.service.name}.`,
      details: `/support/users/${userId}`,
    };
  },

  remove: ({ api, params }) => api.supportUsers.remove({ userId: uuidParam(params, "userId") }),

  isRemoved: (args) => hasRemoval(args, { userId: uuidParam(args.params, "userId") }),
};
