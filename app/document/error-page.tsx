import { Page } from "../components/page";
import { Paragraph } from "../components/prose";

/** What a route threw. `data` can hold the reason for a refusal. */
export type Problem = { status: number; data?: unknown };

/** What went wrong, and what to do about it. The reference is also in the log. */
export function ErrorPage({ problem, reference }: { problem: Problem; reference: string }) {
  const { status } = problem;
  // With a reason as the heading, the usual advice for the status could contradict it.
  const sentences = reasonOf(problem) === undefined ? (advice[status] ?? []) : [];
  return (
    <Page heading={errorHeading(problem)} width="two-thirds">
      {sentences.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      {status >= 500 && <Paragraph>Reference: {reference}</Paragraph>}
    </Page>
  );
}

/** The heading of an error page: the reason, or the text for the status (specification, section 2). */
export function errorHeading(problem: Problem): string {
  const { status } = problem;
  return reasonOf(problem) ?? headings[status] ?? headings[status < 500 ? 400 : 500] ?? "";
}

/** The reason for a refusal, if there is one to show. */
function reasonOf({ status, data }: Problem): string | undefined {
  return status === 403 && typeof data === "string" && data !== "" ? data : undefined;
}

const headings: Record<number, string> = {
  400: "Sorry, there is a problem with your request",
  403: "You do not have permission to view this page",
  404: "Page not found",
  405: "Page not found",
  413: "Sorry, you sent too much information",
  429: "Sorry, you have tried too many times",
  500: "Sorry, there is a problem with the service",
  503: "Sorry, the service is unavailable",
};

const notFound = [
  "If you typed the web address, check it is correct.",
  "If you pasted the web address, check you copied the entire address.",
];

const advice: Record<number, string[]> = {
  400: ["Go back and try again."],
  // Not only for missing permission: also for a form that another site sent.
  403: ["If you think that this is a mistake, contact the Support team."],
  404: notFound,
  405: notFound,
  413: ["Go back and enter less."],
  429: ["Wait a minute, then try again."],
  500: ["Try again later.", "If you entered information, it may not have been saved."],
  503: ["You will be able to use the service later."],
};
