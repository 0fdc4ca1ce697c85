import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database.ts";
import { createToken } from "../../records/api-tokens.ts";
import { storeAnswers } from "../../../server/drafts/drafts.ts";
import type { Resources } from "../../../server/resources.ts";
import { sessionCookie } from "../../../server/sign-in/sessions/session-cookie.ts";
import { createBulkChange } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, type Person } from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { createSession } from "../../records/sessions.ts";
import { canary } from "./texts.ts";

/** The callers. */
export const callers = [
  "supportUser",
  "supportUser",
  "organisationUser",
  "refused",
  "token",
  "anonymous",
] as const;

type Caller = (typeof callers)[number];

/** The values of placeholders for one volley, and each caller's credentials. */
export type People = {
  fill: (text: string) => string;
  credentials: Record<Caller, [string, string][]>;
};

let number = 0;

/** Creates new people for each volley, so that one volley does not break the next. */
export async function createPeople(resources: Resources): Promise<People> {
  const { db } = resources;
  number += 1;
  const [organisation, otherOrganisation] = [await createOrganisation(db), await createOrganisation(db)];
  const both = { organisations: [organisation, otherOrganisation] };
  const [user, otherUser, me, supportUser, token, emptyOrganisation] = await Promise.all([
    createOrganisationUser(db, details("example.com", "user"), both),
    createOrganisationUser(db, details("example.com", "other"), { organisations: [otherOrganisation] }),
    createSupportUser(db, details("education.gov.uk", "me"), { dfeSignInId: `dsi-${number}` }),
    createSupportUser(db, details("education.gov.uk", "support")),
    createToken(db, `${canary} ${number}`),
    createOrganisation(db, `${canary} ${"Ö".repeat(200)}`),
  ]);
  await db.deleteFrom("refused_sign_in_days").execute(); // a day stores a limited number of strangers
  const problem = await refuse(db, details("example.com", "stranger"));
  const bulkChange = await createBulkChange(db);
  const sessions = await createSessions(resources, me, otherUser);
  const drafts = await createDrafts(db, sessions.idHash, organisation.id, user.id, supportUser.id);
  const values: Record<string, string> = {
    ...{ organisation: organisation.id, otherOrganisation: otherOrganisation.id, user: user.id, me: me.id },
    ...{ emptyOrganisation: emptyOrganisation.id, supportUser: supportUser.id, otherUser: otherUser.id },
    ...{ email: user.email, supportEmail: supportUser.email, myEmail: me.email },
    ...{ fresh: randomUUID(), FRESH: randomUUID().toUpperCase(), token, ...drafts },
    ...{ problem, bulkChange },
  };
  return {
    fill: (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
    credentials: {
      ...{ anonymous: [], token: [["Authorization", `Bearer ${token}`]], ...sessions.credentials },
    },
  };
}

function details(host: string, role: string) {
  return { firstName: "Megan", lastName: canary, email: `${canary}.${role}.${number}@${host}` };
}

type Sessions = Record<"supportUser" | "organisationUser" | "refused", [string, string][]>;

async function createSessions(resources: Resources, supportUser: Person, organisationUser: Person) {
  const cookie = sessionCookie(resources.environment.PUBLIC_URL);
  const enter = async (owner: Parameters<typeof createSession>[1]) => {
    const { sessionId, idHash } = await createSession(resources, owner);
    const header = (await cookie.serialize(sessionId)).split(";")[0] ?? "";
    return { idHash, header: [["Cookie", header]] satisfies [string, string][] };
  };
  const [support, organisation, refused] = await Promise.all([
    enter({ supportUserId: supportUser.id }),
    enter({ organisationUserId: organisationUser.id }),
    enter({ refusedEmail: `${canary}@example.com` }),
  ]);
  const credentials: Sessions = {
    ...{ supportUser: support.header, organisationUser: organisation.header, refused: refused.header },
  };
  return { idHash: support.idHash, credentials };
}

/** Creates a draft for each flow. */
async function createDrafts(
  db: Database,
  sessionIdHash: Buffer,
  organisationId: string,
  userId: string,
  supportUserId: string,
) {
  const store = async (scope: string, host: string) => {
    const id = randomUUID();
    await storeAnswers(db, { id, sessionIdHash, scope }, { ...details(host, id), firstName: " Zoë\u200B " });
    return id;
  };
  const [addDraft, editDraft, supportAddDraft, supportEditDraft] = await Promise.all([
    store(`organisation:${organisationId}`, "example.com"),
    store(`organisation:${organisationId}:user:${userId}`, "example.com"),
    store("support", "education.gov.uk"),
    store(`support:user:${supportUserId}`, "education.gov.uk"),
  ]);
  return { addDraft, editDraft, supportAddDraft, supportEditDraft };
}
