import type { ProblemPage } from "../../server/sign-in-problems/schema";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import type { PersonFlow } from "../person-flow/flow";
import { addOrganisationUser } from "../person-flow/organisation-user.server";
import type { MakeFlow } from "../person-flow/steps.server";
import { addSupportUser } from "../person-flow/support-user.server";
import { uuidParam } from "../request.server";

/** The flow that adds the person of a sign-in problem to an organisation (specification, section 12, Adding the person). */
export const addToOrganisation: MakeFlow = (args) => {
  const { problemId, problem } = readProblem(args);
  const organisationId = uuidParam(args.params, "organisationId");
  return becauseOfProblem(args, addOrganisationUser(args), {
    start: paths.addUser(paths.chosenOrganisation(problem, organisationId)),
    may: ({ mayAddToOrganisation }) => mayAddToOrganisation,
    save: (saving, answers) =>
      saving.signInProblems.addToOrganisation({ problemId, organisationId, ...answers, confirmed: true }),
  });
};

/** The flow that adds the person of a sign-in problem as a support user. */
export const addAsSupportUser: MakeFlow = (args) => {
  const { problemId, problem } = readProblem(args);
  return becauseOfProblem(args, addSupportUser(args), {
    start: paths.addAsSupportUser(problem),
    may: ({ mayAddAsSupportUser }) => mayAddAsSupportUser,
    save: (saving, answers) =>
      saving.signInProblems.addAsSupportUser({ problemId, ...answers, confirmed: true }),
  });
};

type Differences = Pick<PersonFlow, "start" | "save"> & {
  /** Whether the problem allows it. */
  may: (problem: ProblemPage) => boolean;
};

/** A flow that begins with what DfE Sign-in said, ends on the problem's page, and asks for a check of the address. */
function becauseOfProblem(
  args: SignedInArgs,
  flow: PersonFlow,
  { may, ...differences }: Differences,
): PersonFlow {
  const { problemId, problem } = readProblem(args);
  return {
    ...flow,
    ...differences,
    scope: `${flow.scope}:problem:${problemId}`,
    exit: problem,
    needsConfirmation: true,
    async describe() {
      const [found, described] = await Promise.all([
        args.api.signInProblems.get({ problemId }),
        flow.describe(),
      ]);
      const { organisation = null } = described.wording;
      return {
        ...described,
        wording: { ...described.wording, confirmation: { organisation } },
        initial: {
          firstName: found.givenName ?? "",
          lastName: found.familyName ?? "",
          email: found.email,
        },
        locked: may(found) ? described.locked : found.state === "open" ? "cannotInvite" : "problemClosed",
      };
    },
  };
}

/** The problem's id in the URL, and the path of its page. */
export function readProblem({ params }: Pick<SignedInArgs, "params">) {
  const problemId = uuidParam(params, "problemId");
  return { problemId, problem: paths.signInProblem(problemId) };
}
