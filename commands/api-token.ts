import { createApiToken, listApiTokens, revokeApiToken } from "../server/api-tokens/api-tokens.ts";
import { runCommand } from "./frame/command.ts";
import { standardOutput } from "./frame/output.ts";
import { subcommand } from "./frame/subcommand.ts";
import { withDatabase } from "./frame/with-database.ts";

const create = subcommand({
  summary: "Makes a token for calls to /api/trpc and shows it, this once, on the last line",
  details: ["", "NAME is what the activity log will call whoever uses the token, such as 'nightly sync'."],
  arguments: ["NAME"],
  run: async ({ NAME }, output) => {
    const token = await withDatabase((db) => createApiToken(db, NAME));
    output.line(`The token '${NAME}' will not be shown again:`);
    output.line(token);
  },
});

const list = subcommand({
  summary: "Lists all tokens, the newest first: name, made, last used, revoked",
  run: async (_given, output) => {
    const tokens = await withDatabase(listApiTokens);
    for (const { name, createdAt, lastUsedAt, revokedAt } of tokens) {
      const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : "never used";
      const revoked = revokedAt ? [`revoked ${revokedAt.toISOString()}`] : [];
      output.line([name, `made ${createdAt.toISOString()}`, used, ...revoked].join("\t"));
    }
  },
});

const revoke = subcommand({
  summary: "Ends a token: the next call with it is refused",
  arguments: ["NAME"],
  run: async ({ NAME }, output) => {
    await withDatabase((db) => revokeApiToken(db, NAME));
    output.line(`Revoked '${NAME}'`);
  },
});

process.exitCode = await runCommand(
  {
    name: "api-token",
    summary: "Tokens by which developers' scripts call the console",
    subcommands: { create, list, revoke },
  },
  process.argv.slice(2),
  standardOutput,
);
