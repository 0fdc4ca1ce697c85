import { format } from "prettier";
import { securityEvents } from "../../../server/security-events/events.ts";

/** The table of docs/security-log.md: every security event, when it is written, and its fields. */
export function describeSecurityEvents(): Promise<string> {
  const rows = Object.entries(securityEvents).map(([event, { when, fields }]) =>
    [`\`${event}\``, when, fields.map((field) => `\`${field}\``).join(", ")].join(" | "),
  );
  const table = ["event | when | fields", "- | - | -", ...rows].map((row) => `| ${row} |`).join("\n");
  return format(table, { parser: "markdown" }).then((text) => `\n${text}`);
}
