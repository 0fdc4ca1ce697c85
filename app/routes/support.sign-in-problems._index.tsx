import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { ProblemList } from "../components/sign-in-problems/problem-list";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { checkPage, requestedPage, requestedQuery } from "../request.server";

/** Loads one page of the sign-ins that were refused: those that are not resolved, or all. */
export const loader = withSupport(async ({ api, server, request }) => {
  const query = requestedQuery(request);
  const show = new URL(request.url).searchParams.get("show") === "all" ? ("all" as const) : ("open" as const);
  const problems = await api.signInProblems.list({ query, show, page: requestedPage(request) });
  checkPage(request, problems);
  return { query, show, problems, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ problems }) => [`Sign-in problems${pageOf(problems)}`],
};

export default function SignInProblems() {
  const { query, show, problems, banner } = useLoaderData<typeof loader>();
  return (
    <Page heading="Sign-in problems" banner={banner}>
      <ProblemList problems={problems} query={query} show={show} />
    </Page>
  );
}
