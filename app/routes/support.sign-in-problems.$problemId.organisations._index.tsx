import { useLoaderData } from "@remix-run/react";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { readProblem } from "../sign-in-problems/add-person.server";
import { ChooseOrganisation, chooseHandle } from "../sign-in-problems/choose-organisation";
import { loadChoice } from "../sign-in-problems/choose-organisation.server";

/** Loads the organisations to which the person of a sign-in problem can be added. */
export const loader = withSupport(async (args) => {
  const { problemId, problem } = readProblem(args);
  await args.api.signInProblems.get({ problemId }); // it may not exist
  return loadChoice(args, problem);
});

export const handle = chooseHandle;

export default function ChooseForProblem() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <ChooseOrganisation
      caption="Add this person to an organisation"
      choose={(organisationId) => paths.addUser(paths.chosenOrganisation(page, organisationId))}
    />
  );
}
