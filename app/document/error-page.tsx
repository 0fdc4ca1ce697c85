import { Page } from "../components/page";
import { Paragraph } from "../components/prose";

/** The response that a route threw. With status 403, `data` can be the reason, as a text for the user. */
export type Problem = { status: number; data?: unknown };

/** An error page: what went wrong and what to do. `reference` is the request id, by which the log entry is found. */
export function ErrorPage({ problem, reference }: { problem: Problem; reference: string }) {
  const { status } = problem;
  // The heading shows the reason, if there is one. The general advice for the status could contradict the reason.
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

/** The heading of an error page: the reason or, without one, the text for the status (specification, section 2). */
export function errorHeading(problem: Problem): string {
  const { status } = problem;
  return reasonOf(problem) ?? headings[status] ?? headings[status < 500 ? 400 : 500] ?? "";
}

function reasonOf({ status, data }: Problem): string | undefined {
  return status === 403 && typeof data === "string" && data !== "" ? data : undefined;
}

const headings: Record<number, string> = {
  400: "Sorry, there is a problem with your request",
  403: "You do not have permission to view this page",
  404: "Page not found",
  405: "Page not found",
  413: "Sorry, you sent too much information",
  422: "Sorry, your search took too long",
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
  // Must fit every 403: missing permission, and a form that was posted from another site.
  403: ["If you think that this is a mistake, contact the Support team."],
  404: notFound,
  405: notFound,
  413: ["Go back and enter less."],
  422: ["Go back and narrow your search."],
  429: ["Wait a minute, then try again."],
  500: ["Try again later.", "If you entered information, it may not have been saved."],
  503: ["You will be able to use the service later."],
};
