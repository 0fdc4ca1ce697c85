import { sql } from "kysely";
import { expect } from "vitest";
import { scopes } from "../../../server/api-tokens/scopes.ts";
import type { NamedActor } from "../../../server/actor.ts";
import { sweepIdempotencyKeys } from "../../../server/idempotency/keys.ts";
import { type Caller, createCaller } from "../../../server/router.ts";
import { callAs, test, withVariables } from "../../fixtures/resources.ts";
import { fieldNames } from "../../house/procedures/field-names.ts";
import { exampleInput } from "../../../server/openapi/examples.ts";
import { toSchema } from "../../../server/openapi/json-schema.ts";
import { listProcedures } from "../../../server/openapi/procedures.ts";
import { countRows, readTraces } from "../../readings/traces.ts";
import { createOrganisation, type Organisation } from "../../records/organisations.ts";
import {
  createOrganisationUser,
  createSupportUser,
  eric,
  megan,
  type Person,
  tom,
} from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";

const script: NamedActor = {
  kind: "api_token",
  id: "6f1c1e0a-0000-4000-8000-000000000001",
  name: "nightly sync",
  scopes,
};
const another: NamedActor = { ...script, id: "6f1c1e0a-0000-4000-8000-000000000002", name: "other" };
const idempotencyKey = "row 17 of megan.price@example.com";

/** The organisation, a user of it, a support user and a refused sign-in that the calls below are about. */
type Scene = { ashgrove: Organisation; user: Person; supportUser: Person; problemId: string };

const calls: [string, (api: Caller, scene: Scene) => Promise<unknown>][] = [
  [
    "adding",
    (api, { ashgrove }) =>
      api.organisationUsers.add({ organisationId: ashgrove.id, ...megan, idempotencyKey }),
  ],
  [
    "changing",
    (api, { ashgrove, user }) =>
      api.organisationUsers.update({
        organisationId: ashgrove.id,
        userId: user.id,
        ...megan,
        idempotencyKey,
      }),
  ],
  [
    "removing",
    (api, { ashgrove, user }) =>
      api.organisationUsers.remove({ organisationId: ashgrove.id, userId: user.id, idempotencyKey }),
  ],
  [
    "inviting again",
    (api, { ashgrove, user }) =>
      api.organisationUsers.resendInvitation({
        organisationId: ashgrove.id,
        userId: user.id,
        idempotencyKey,
      }),
  ],
  ["adding a support user", (api) => api.supportUsers.add({ ...tom, idempotencyKey })],
  [
    "removing a support user",
    (api, { supportUser }) => api.supportUsers.remove({ userId: supportUser.id, idempotencyKey }),
  ],
  [
    "inviting another address",
    (api, { user, problemId }) =>
      api.signInProblems.inviteInstead({ userId: user.id, problemId, confirmed: true, idempotencyKey }),
  ],
  [
    "checking a bulk change",
    (api, { ashgrove }) =>
      api.bulkChanges.check({ kind: "add", organisationId: ashgrove.id, rows: [megan], idempotencyKey }),
  ],
];

const withScene = test.extend("scene", async ({ db }): Promise<Scene> => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, eric, { organisations: [ashgrove] });
  await createSupportUser(db);
  const supportUser = await createSupportUser(db, { ...tom, email: "other@education.gov.uk" });
  return {
    ashgrove,
    user,
    supportUser,
    problemId: await refuse(db, { ...eric, email: "blanc@example.com" }),
  };
});

withScene.for(calls)(
  "%s again with the same key changes nothing, and gets the same answer",
  async ([, call], { resources, db, scene }) => {
    const api = callAs(
      withVariables(resources, { ORGANISATION_USER_EDITING: "until-first-sign-in" }),
      script,
    );
    await db
      .insertInto("api_tokens")
      .values({ id: script.id, name: script.name, hash: Buffer.alloc(32) })
      .execute();

    const first = await call(api, scene);
    const [traces, bulkChanges] = [await readTraces(db), await countRows(db, "bulk_changes")];
    const second = await call(api, scene);

    expect(second).toEqual(first);
    expect(await readTraces(db)).toEqual(traces);
    expect(await countRows(db, "bulk_changes")).toBe(bulkChanges);
  },
);

test("every change takes a key", () => {
  const without = listProcedures().filter(
    (procedure) => procedure.type === "mutation" && !fieldNames(procedure).includes("idempotencyKey"),
  );

  expect(without.map(({ path }) => path)).toEqual([
    "organisationUsers.download",
    "organisationUsers.downloadSearch",
    "activity.download",
    "apiTokens.create",
    "apiTokens.revoke",
  ]);
});

test("every change claims its key first, in its own transaction", async ({ resources }) => {
  const { db, queue, searches } = resources;
  const { environment: settings } = withVariables(resources, {
    ORGANISATION_USER_EDITING: "until-first-sign-in",
  });
  const claim = () => Promise.reject(new Error("claimed"));
  const api = createCaller({ db, queue, searches, settings, actor: script, claim });
  const procedures = api as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>;
  const changes = listProcedures().filter(
    ({ path, type }) => type === "mutation" && !/download|apiTokens/.test(path),
  );

  for (const { path, input } of changes) {
    const [router = "", name = ""] = path.split(".");
    const calling = procedures[router]?.[name]?.(exampleInput(toSchema(input, "input")));

    await expect(calling, path).rejects.toThrow("claimed");
  }
});

test("of ten calls at once with one key, one makes the change and all get its answer", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, script);

  const answers = await Promise.all(
    Array.from({ length: 10 }, () => api.organisationUsers.add({ organisationId, ...megan, idempotencyKey })),
  );

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await readTraces(db)).toMatchObject({ activity: [{ action: "added" }], emails: [{}], jobs: [{}] });
});

test("a key with another input is a CONFLICT", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, script);
  await api.organisationUsers.add({ organisationId, ...megan, idempotencyKey });

  await expect(api.organisationUsers.add({ organisationId, ...eric, idempotencyKey })).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { reason: "idempotencyKeyUsed" },
  });
  expect(await countRows(db, "memberships")).toBe(1);
});

test("a key counts for one caller and one procedure", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, script);
  const { id: userId } = await api.organisationUsers.add({ organisationId, ...megan, idempotencyKey });

  await callAs(resources, another).organisationUsers.add({ organisationId, ...eric, idempotencyKey });
  await api.organisationUsers.remove({ organisationId, userId, idempotencyKey });

  expect(await countRows(db, "idempotency_keys")).toBe(3);
});

test("after a refusal, the call can be made again with its key", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, script);
  const add = () => api.organisationUsers.add({ organisationId: ashgrove.id, ...megan, idempotencyKey });
  await expect(add()).rejects.toMatchObject({ cause: { reason: "alreadyInOrganisation" } });
  await api.organisationUsers.remove({ organisationId: ashgrove.id, userId });

  expect(await add()).toMatchObject({ id: userId });
});

test("neither the key nor the input is stored", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const { id } = await callAs(resources, script).organisationUsers.add({
    organisationId,
    ...megan,
    idempotencyKey,
  });

  const { rows } = await sql<{
    row: string;
  }>`select idempotency_keys::text as row from idempotency_keys`.execute(db);

  const [, ...columns] =
    /^\((\S+?),"?\\\\x(\w{64})"?,"?\\\\x(\w{64})"?,(\S+?),"(.+)"\)$/.exec(rows[0]?.row ?? "") ?? [];
  expect(columns[0]).toBe(script.id);
  expect(columns[3]).toBe(id);
});

test("keys are kept for 24 hours, then all are deleted", async ({ db }) => {
  await sql`
    insert into idempotency_keys (actor_id, key_hash, input_hash, created_at)
    select gen_random_uuid(), ''::bytea, ''::bytea, now() - interval '24 hours 1 minute' from generate_series(1, 10001)
    union all select ${another.id}::uuid, ''::bytea, ''::bytea, now() - interval '23 hours 59 minutes'
  `.execute(db);

  expect(await sweepIdempotencyKeys(db)).toBe(10_001);
  expect(await db.selectFrom("idempotency_keys").select("actor_id").execute()).toEqual([
    { actor_id: another.id },
  ]);
});
