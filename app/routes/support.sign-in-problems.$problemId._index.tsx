import { redirect } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { Page } from "../components/page";
import { ProblemDetails } from "../components/sign-in-problems/problem-details";
import { WhatHappened, WhatYouCanDo } from "../components/sign-in-problems/what-to-do";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { uuidParam } from "../request.server";

/** Loads a sign-in that was refused, with what can be done about it. */
export const loader = withSupport(async ({ api, server, params }) => ({
  problem: await api.signInProblems.get({ problemId: uuidParam(params, "problemId") }),
  banner: await server.takeBanner(),
}));

const banner = { type: "success", text: "Sign-in problem marked as resolved" } as const;

/** Marks the problem as resolved. Doing so again changes nothing, with the same response. */
export const action = withSupport(async ({ server, params }) => {
  const api = await server.api({ banner });
  await api.signInProblems.resolve({ problemId: uuidParam(params, "problemId") });
  return redirect(paths.signInProblems);
});

const heading = "Sign-in problem";

export const handle: TitleHandle<typeof loader> = { title: () => [heading] };

export default function SignInProblem() {
  const { problem, banner } = useLoaderData<typeof loader>();
  const back = backTo(
    useLocation().search,
    { "sign-in-problems": paths.signInProblems },
    paths.signInProblems,
  );
  return (
    <Page heading={heading} back={back} banner={banner} width="two-thirds">
      <ProblemDetails problem={problem} />
      <WhatHappened problem={problem} />
      <WhatYouCanDo problem={problem} />
    </Page>
  );
}
