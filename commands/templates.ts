import { checkTemplates } from "../jobs/templates/check-templates.ts";
import { openNotify } from "../jobs/notify/notify.ts";
import { readNotifyEnvironment } from "../server/environment.ts";
import { runCommand, writeLine } from "./run-command.ts";

const requestTimeout = 20_000;

async function check(): Promise<void> {
  const environment = readNotifyEnvironment(process.env);
  const checks = await checkTemplates(environment, openNotify(environment, requestTimeout));
  for (const { kind, problems, isReworded } of checks) {
    const remark = isReworded ? "as needed, in other words than jobs/templates" : "as in jobs/templates";
    writeLine(`${kind}: ${problems.length > 0 ? problems.join(". ") : remark}`);
  }
  const wrong = checks.filter(({ problems }) => problems.length > 0).length;
  if (wrong > 0) throw new Error(`${wrong} of ${checks.length} templates in Notify cannot be used`);
}

const notes = `
Each NOTIFY_TEMPLATE_… variable must be the id of an email template that is named after its kind,
such as 'Organisation user added', and asks for the same personalisation. Different wording is
reported, but is not an error. Nothing is sent.

Set NOTIFY_API_KEY and the NOTIFY_TEMPLATE_… variables.

Example:
  npm run templates -- check`;

process.exitCode = await runCommand("templates", (command) => {
  command.description("Email templates in GOV.UK Notify");
  command
    .command("check")
    .description("Compares the templates in GOV.UK Notify with the texts in jobs/templates")
    .addHelpText("after", notes)
    .action(check);
});
