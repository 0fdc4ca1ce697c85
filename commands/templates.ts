import { checkTemplates } from "../jobs/templates/check-templates.ts";
import { openNotify } from "../jobs/emails/notify.ts";
import { readNotifyEnvironment } from "../server/environment.ts";
import { runCommand } from "./frame/command.ts";
import { standardOutput } from "./frame/output.ts";
import { subcommand } from "./frame/subcommand.ts";

const requestTimeout = 20_000;

const check = subcommand({
  summary: "Compares the templates in GOV.UK Notify with the texts in jobs/templates",
  details: [
    "",
    "Each NOTIFY_TEMPLATE_… must be the id of an email template that is named after its kind, such as 'Organisation user",
    "added', and asks for the same personalisation. Another wording is reported, and no error. Nothing is sent.",
    "",
    "Needs NOTIFY_API_KEY and the NOTIFY_TEMPLATE_… variables.",
  ],
  run: async (_given, output) => {
    const environment = readNotifyEnvironment(process.env);
    const checks = await checkTemplates(environment, openNotify(environment, requestTimeout));
    for (const { kind, problems, isReworded } of checks) {
      const remark = isReworded ? "as needed, in other words than jobs/templates" : "as in jobs/templates";
      output.line(`${kind}: ${problems.length > 0 ? problems.join(". ") : remark}`);
    }
    const wrong = checks.filter(({ problems }) => problems.length > 0).length;
    if (wrong > 0) throw new Error(`${wrong} of ${checks.length} templates in Notify cannot be used`);
  },
});

process.exitCode = await runCommand(
  { name: "templates", summary: "Email templates in GOV.UK Notify", subcommands: { check } },
  process.argv.slice(2),
  standardOutput,
);
