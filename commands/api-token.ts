import { TRPCError } from "@trpc/server";
import { InvalidArgumentError, Option } from "commander";
import { createApiToken, revokeApiToken } from "../server/api-tokens/api-tokens.ts";
import { listAllTokens } from "../server/api-tokens/list.ts";
import { createInput } from "../server/api-tokens/schema.ts";
import { type Scope, scopes, usualDays, usualScopes } from "../server/api-tokens/scopes.ts";
import { system } from "../server/actor.ts";
import { readText, runCommand, writeLine } from "./run-command.ts";
import { withDatabase } from "./with-database.ts";

type Options = { expires: number; scope?: Scope[] };

async function create(typed: string, { expires: days, scope }: Options): Promise<void> {
  const input = createInput.safeParse({ name: typed, scopes: scope ?? usualScopes, days });
  if (!input.success) throw new Error(input.error.issues[0]?.message);
  const { name, token } = await withDatabase((db) => createApiToken(db, { actor: system }, input.data));
  writeLine(`The token '${name}' will not be shown again:`);
  writeLine(token);
}

async function list(): Promise<void> {
  const tokens = await withDatabase(listAllTokens);
  for (const { name, madeAt, lastUsedAt, revokedAt, endsAt, state, scopes: granted } of tokens) {
    const ends = endsAt === null ? "does not end" : `${state === "ended" ? "ended" : "ends"} ${endsAt}`;
    const soon = state === "ends_soon" && revokedAt === null ? ["ends soon"] : [];
    const used = lastUsedAt ? `last used ${lastUsedAt}` : "never used";
    const revoked = revokedAt ? [`revoked ${revokedAt}`] : [];
    writeLine([name, granted.join(","), `made ${madeAt}`, ends, ...soon, used, ...revoked].join("\t"));
  }
}

async function revoke(name: string): Promise<void> {
  await withDatabase((db) => revokeApiToken(db, { actor: system }, { name })).catch((error: unknown) => {
    const isGone = error instanceof TRPCError && error.code === "NOT_FOUND";
    throw isGone ? new Error(`There is no token called '${name}' to revoke.`) : error;
  });
  writeLine(`Revoked '${name}'`);
}

/** Reads a number of days, such as '90d'. Its limits are those of the input's schema. */
function readDays(text: string): number {
  const days = /^(\d{1,9})d$/.exec(text)?.[1];
  if (days === undefined) throw new InvalidArgumentError("Give a number of days, such as 90d.");
  return Number(days);
}

const expires = new Option("--expires <DAYS>", "when it ends, such as 90d")
  .default(usualDays, `${usualDays}d`)
  .argParser(readDays);
const scope = new Option("--scope <SCOPE...>", `what it may do (default: ${usualScopes.join(" ")})`).choices(
  scopes,
);

process.exitCode = await runCommand("api-token", (command) => {
  command.description("Tokens by which developers' scripts call the console");
  command
    .command("create")
    .description("Makes a token for calls to /api/trpc and shows it once, on the last line")
    .argument("<NAME>", "the name that the activity log shows for its changes", readText)
    .addOption(expires)
    .addOption(scope)
    .addHelpText(
      "after",
      "\nExample:\n  npm run api-token -- create 'nightly sync' --expires 90d --scope read",
    )
    .action(create);
  command
    .command("list")
    .description("Lists all tokens, the newest first: name, scopes, made, ends, last used, revoked")
    .addHelpText("after", "\nExample:\n  npm run api-token -- list")
    .action(list);
  command
    .command("revoke")
    .description("Ends a token: the next call with it is refused")
    .argument("<NAME>", "the token's name", readText)
    .addHelpText("after", "\nExample:\n  npm run api-token -- revoke 'nightly sync'")
    .action(revoke);
});
