import type { Local } from "./start.ts";

const people = [
  ["Priya Nair", "priya.nair@education.gov.uk", "a support user who has signed in before"],
  ["Tom Whitfield", "tom.whitfield@education.gov.uk", "a support user who never has"],
  ["Megan Price", "megan.price@example.com", "an organisation user"],
] as const;

/** What someone who has just typed `npm start` needs to know: where to go, whom to sign in as, how to stop (SPEC §9). */
export function welcome({ urls, demonstration }: Local, service = "Manage school placements"): string {
  const signInAs = people.map(([name, email, who]) => `    ${name.padEnd(14)} ${email.padEnd(32)} ${who}`);
  return [
    "",
    `Support for ${service} is running.`,
    "",
    `  Open          ${urls.console}`,
    ...(urls.mailbox === null ? [] : [`  Emails sent   ${urls.mailbox}`]),
    ...(urls.signIn !== null && demonstration ? ["", "  Sign in as", ...signInAs] : []),
    "",
    "  Stop with Ctrl-C.",
    "",
  ].join("\n");
}
