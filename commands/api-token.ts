import { createApiToken, listApiTokens, revokeApiToken } from "../server/api-tokens/api-tokens.ts";
import { readText, runCommand, writeLine } from "./run-command.ts";
import { withDatabase } from "./with-database.ts";

async function create(name: string): Promise<void> {
  const token = await withDatabase((db) => createApiToken(db, name));
  writeLine(`The token '${name}' will not be shown again:`);
  writeLine(token);
}

async function list(): Promise<void> {
  const tokens = await withDatabase(listApiTokens);
  for (const { name, createdAt, lastUsedAt, revokedAt } of tokens) {
    const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : "never used";
    const revoked = revokedAt ? [`revoked ${revokedAt.toISOString()}`] : [];
    writeLine([name, `made ${createdAt.toISOString()}`, used, ...revoked].join("\t"));
  }
}

async function revoke(name: string): Promise<void> {
  await withDatabase((db) => revokeApiToken(db, name));
  writeLine(`Revoked '${name}'`);
}

process.exitCode = await runCommand("api-token", (command) => {
  command.description("Tokens by which developers' scripts call the console");
  command
    .command("create")
    .description("Makes a token for calls to /api/trpc and shows it once, on the last line")
    .argument("<NAME>", "the name that the activity log shows for its changes", readText)
    .addHelpText("after", "\nExample:\n  npm run api-token -- create 'nightly sync'")
    .action(create);
  command
    .command("list")
    .description("Lists all tokens, the newest first: name, made, last used, revoked")
    .addHelpText("after", "\nExample:\n  npm run api-token -- list")
    .action(list);
  command
    .command("revoke")
    .description("Ends a token: the next call with it is refused")
    .argument("<NAME>", "the token's name", readText)
    .addHelpText("after", "\nExample:\n  npm run api-token -- revoke 'nightly sync'")
    .action(revoke);
});
