import type { Local } from "./start.ts";

const people = [
  ["Priya Nair", "priya.nair@education.gov.uk", "a support user who has signed in before"],
  ["Tom Whitfield", "tom.whitfield@education.gov.uk", "a support user who has never signed in"],
  ["Megan Price", "megan.price@example.com", "an organisation user"],
] as const;

/** The text that `npm start` prints when everything is running (specification, section 9, npm start). */
export function welcome({ urls, serviceName, demonstration }: Local): string {
  const signInAs = people.map(([name, email, who]) => `    ${name.padEnd(14)} ${email.padEnd(32)} ${who}`);
  return [
    "",
    `Support for ${serviceName} is running.`,
    "",
    `  Open          ${urls.console}`,
    ...(urls.mailbox === null ? [] : [`  Emails sent   ${urls.mailbox}`]),
    ...(urls.signIn !== null && demonstration ? ["", "  Sign in as", ...signInAs] : []),
    "",
    "  Stop with Ctrl-C.",
    "",
  ].join("\n");
}
