import { useLoaderData } from "@remix-run/react";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import { ChooseOrganisation, chooseHandle } from "../sign-in-problems/choose-organisation";
import { loadChoice } from "../sign-in-problems/choose-organisation.server";

/** Loads the organisations to which a user can be added. */
export const loader = withSupport(async (args) => {
  const userId = uuidParam(args.params, "userId");
  await args.api.organisationUsers.person({ userId }); // they may not exist
  return loadChoice(args, paths.user(paths.allOrganisationUsers, userId));
});

export const handle = chooseHandle;

export default function ChooseForUser() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <ChooseOrganisation
      caption="Add to another organisation"
      choose={(organisationId) => paths.chosenOrganisation(page, organisationId)}
    />
  );
}
