import fc from "fast-check";
import { vi } from "vitest";
import type { SupportClient } from "../../../client/source/index.ts";
import { type Browser, signIn } from "./browser.ts";
import type { Details, Kind, AcknowledgedChanges, Wanted } from "./acknowledged-changes.ts";
import type { Product } from "../product/product.ts";
import { insist, noteRefusal, patience, saveByCall, saveByPage } from "./save.ts";

/** The seed of everything that the staff do. */
const seed = 20_261_121;
const steps = 10_000;

/** After this many failures in a row, a member of staff waits until the console is ready. */
const refusalsInARow = 3;

const arbitraryStep = fc.record({
  what: fc.constantFrom("add", "add", "add", "link", "rename", "readdress", "remove", "sign in again"),
  kind: fc.constantFrom<Kind>("organisation_user", "organisation_user", "support_user"),
  by: fc.constantFrom("page", "page", "call"),
  again: fc.constantFrom("never", "double-click", "insist"),
  pick: fc.nat(1_000),
});

type Step = typeof arbitraryStep extends fc.Arbitrary<infer Value> ? Value : never;

/** A person added by a member of staff. Their stored details are certain. */
type Person = { id: string; key: string; kind: Kind; details: Details; in: string[]; everIn: string[] };

/** A member of the support team. Nobody else changes the people they add. */
export type Member = { number: number; email: string; visit: Browser; api: SupportClient };

type Office = { product: Product; acknowledged: AcknowledgedChanges; organisations: string[] };

/** Runs a member's steps one after the other, until the test is over. */
export async function work(office: Office, member: Member, isOver: () => boolean): Promise<void> {
  const { product, acknowledged } = office;
  const { visit, api, email, number } = member;
  const people: Person[] = [];
  let named = 0;
  let turnedAway = 0;
  for (const step of fc.sample(arbitraryStep, { seed: seed + number, numRuns: steps })) {
    if (isOver()) return;
    if (step.what === "sign in again") {
      await insist(acknowledged, () => signIn(visit, email));
      continue;
    }
    named += 1;
    const { person, wanted } = choose(step, people, office.organisations, `${number}-${named}`);
    const outcome =
      step.by === "call"
        ? await saveByCall(acknowledged, api, wanted)
        : await saveByPage(acknowledged, visit, wanted, step.again);
    const isNewAddress = wanted.what === "edited" && wanted.details.email !== person.details.email;
    acknowledged.changes.push({ ...wanted, person: person.key, isNewAddress, outcome });
    turnedAway = outcome === "done" ? 0 : turnedAway + 1;
    if (outcome === "done") await remember(product, people, person, wanted);
    else if (turnedAway % refusalsInARow === 0) await vi.waitFor(() => requireReady(office), patience);
    // After an unknown outcome, the person's stored details are uncertain, so they are left alone.
    if (outcome === "unknown") forget(people, person);
  }
}

/** Chooses the person and the change of a step. It adds a person if there is nobody to choose. */
function choose({ what, kind, pick }: Step, people: Person[], organisations: string[], mark: string) {
  const isAble = ({ everIn }: Person) =>
    what !== "link" || (everIn[0] && everIn.length < organisations.length);
  const able = people.filter((one) => one.kind === kind && isAble(one));
  const chosen = what === "add" ? undefined : able[pick % able.length];
  const fresh = newDetails(kind, mark);
  const person = chosen ?? { id: "", key: fresh.email, kind, details: fresh, in: [], everIn: [] };
  const current = person.in[pick % person.in.length];
  const other = organisations.filter((id) => !person.everIn.includes(id));
  const to = kind === "support_user" ? undefined : other[pick % other.length];
  const want = (what: Wanted["what"], organisationId = current, details = person.details) => ({
    person,
    wanted: { what, kind, userId: person.id, organisationId: organisationId ?? null, details },
  });
  if (chosen === undefined || what === "link") return want("added", to);
  if (what === "remove") return want("removed");
  return want("edited", current, what === "rename" ? { ...fresh, email: person.details.email } : fresh);
}

function newDetails(kind: Kind, mark: string): Details {
  const host = kind === "support_user" ? "education.gov.uk" : "example.com";
  return { firstName: "Megan", lastName: `Price ${mark}`, email: `megan.${mark}@${host}` };
}

async function remember(
  product: Product,
  people: Person[],
  person: Person,
  { what, organisationId, details, kind }: Wanted,
): Promise<void> {
  person.details = details;
  if (what === "added" && person.id === "") {
    person.id = await vi.waitFor(() => findId(product, kind, details.email), patience);
    people.push(person);
  }
  if (what === "added" && organisationId) {
    person.in.push(organisationId);
    person.everIn.push(organisationId);
  }
  if (what !== "removed") return;
  person.in = person.in.filter((id) => id !== organisationId);
  if (person.in.length === 0) forget(people, person);
}

function forget(people: Person[], person: Person): void {
  const index = people.indexOf(person);
  if (index >= 0) people.splice(index, 1);
}

async function findId({ db }: Product, kind: Kind, email: string): Promise<string> {
  const stored = await db.selectFrom(`${kind}s`).select("id").where("email", "=", email).executeTakeFirst();
  if (stored === undefined) throw new Error("An added person is not stored");
  return stored.id;
}

/** Throws if the console is not ready. That counts as being turned away: a fault may last until all staff were. */
async function requireReady({ product, acknowledged }: Office): Promise<void> {
  const { status } = await fetch(`${product.url}/healthcheck/ready`);
  if (status === 200) return;
  noteRefusal(acknowledged);
  throw new Error("The console is not ready");
}
