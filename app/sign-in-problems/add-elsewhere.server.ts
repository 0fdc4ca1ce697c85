import { data, redirect } from "@remix-run/node";
import { type Details, fullName } from "../../server/people/details";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { fieldNames, type Preview } from "../person-flow/flow";
import { isRefusal, tryFields } from "../refusals.server";
import { uuidParam } from "../request.server";

/** Loads the page that asks whether to add a user to another organisation. */
export async function elsewhereLoader(args: SignedInArgs) {
  const { organisationId, person } = readIds(args);
  const [user, { name: organisation }] = await Promise.all([
    readUser(args),
    args.api.organisations.get({ organisationId }),
  ]);
  const { errors } = await tryFields(
    () => args.api.organisationUsers.check({ organisationId, ...detailsOf(user) }),
    fieldNames,
  ).catch(leaveClosed(args));
  const name = fullName(user);
  const preview: Preview = {
    ...detailsOf(user),
    changeable: [],
    warning: `We will email ${name} to tell them you have added them to ${organisation}.`,
  };
  return {
    wording: { caption: `Add user - ${organisation}`, organisation },
    form: paths.chooseOrganisation(person),
    exit: person,
    preview,
    errors,
  };
}

const banner = { type: "success", text: "User added" } as const;

/** Adds the user to the organisation. The response is the same if the user belongs to it already. */
export async function elsewhereAction(args: SignedInArgs) {
  const { organisationId, person } = readIds(args);
  const user = await readUser(args);
  const api = await args.server.api({ banner });
  const { errors } = await tryFields(
    () => api.organisationUsers.add({ organisationId, ...detailsOf(user) }),
    fieldNames,
  ).catch(leaveClosed(args));
  if (errors) {
    const { organisations } = await readUser(args);
    if (!organisations.some(({ id }) => id === organisationId)) return data({ errors }, 400);
    await args.server.leaveBanner(banner);
  }
  throw redirect(person);
}

/** Leads to the organisation's users if it has closed since it was chosen (specification, section 13). */
function leaveClosed(args: SignedInArgs) {
  return async (error: unknown): Promise<never> => {
    if (!isRefusal(error, "organisationClosed")) throw error;
    await args.server.leaveBanner({ type: "important", text: error.message });
    throw redirect(paths.organisationUsers(readIds(args).organisationId));
  };
}

function readUser(args: SignedInArgs) {
  return args.api.organisationUsers.person({ userId: readIds(args).userId });
}

function detailsOf({ firstName, lastName, email }: Details): Details {
  return { firstName, lastName, email };
}

function readIds({ params }: SignedInArgs) {
  const userId = uuidParam(params, "userId");
  const organisationId = uuidParam(params, "organisationId");
  return { userId, organisationId, person: paths.user(paths.allOrganisationUsers, userId) };
}
