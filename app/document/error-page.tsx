import { Page } from "../components/page";

type ErrorPageProps = {
  heading: string;
  status: number;
  reference: string;
  /** Whether the heading gives the reason. The usual advice for the status could contradict it. */
  isExplained?: boolean;
};

/** What went wrong, and what to do about it. The reference is also in the log. */
export function ErrorPage({ heading, status, reference, isExplained = false }: ErrorPageProps) {
  const sentences = isExplained ? [] : (advice[status] ?? []);
  return (
    <Page heading={heading} width="two-thirds">
      {sentences.map((text) => (
        <p className="govuk-body" key={text}>
          {text}
        </p>
      ))}
      {status >= 500 && <p className="govuk-body">Reference: {reference}</p>}
    </Page>
  );
}

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
