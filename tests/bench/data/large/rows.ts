import { mapDetails, toColumns } from "../../../../server/people/details.ts";
import { type Draws, drawsOf, idNumber } from "./chance.ts";
import {
  beginnings,
  denominations,
  endings,
  firstNames,
  lastNames,
  saints,
  schoolKinds,
  streets,
  towns,
  types,
} from "./words.ts";

const kinds = { organisation: 1, person: 2 };

/** The columns of organisation number `n`: a school, of which one in five has closed, or, one in 50, a provider without a URN. */
export function organisationRow(n: number) {
  const draws = drawsOf(kinds.organisation, n);
  const isProvider = n % 50 === 0;
  const town = draws.pick(towns, 1.5);
  const name = isProvider ? `${placeName(draws)} ${draws.pick(providers)}` : schoolName(draws, town.name);
  const letters = Array.from("ABDEFGHJLNPQRSTUWXYZ");
  const letter = () => draws.pick(letters);
  const postcode = `${town.area}${1 + Math.floor(28 * draws.uniform())} ${1 + (n % 9)}${letter()}${letter()}`;
  return {
    id: idNumber("organisation", n),
    name,
    type: isProvider ? "ITT provider" : draws.pick(types, 1.5),
    urn: isProvider ? null : String(100_000 + n),
    ukprn: isProvider || draws.uniform() < 0.9 ? String(10_000_000 + n) : null,
    street: isProvider ? null : `${1 + Math.floor(200 * draws.uniform())} ${draws.pick(streets, 2)}`,
    town: town.name,
    postcode: draws.uniform() < 0.97 ? postcode : null,
    is_closed: !isProvider && n % 5 === 3,
  };
}

const providers = [
  "Teacher Training",
  "SCITT",
  "Teaching School Hub",
  "University",
  "Initial Teacher Education",
];

function placeName({ pick }: Draws): string {
  return pick(beginnings) + pick(endings);
}

function schoolName(draws: Draws, town: string): string {
  const { pick, uniform } = draws;
  const kind = pick(schoolKinds, 1.5);
  const style = uniform();
  if (style < 0.3) return `${pick(saints, 2)} ${pick(denominations, 1.5)} ${kind}`;
  if (style < 0.38) return `${pick(saints, 2)} ${kind}, ${placeName(draws)}`;
  if (style < 0.44) return `${town} ${placeName(draws)} ${kind}`;
  if (style < 0.47) return `The ${placeName(draws)} ${kind}`;
  if (style < 0.5) return `${pick(firstNames)} ${pick(lastNames)} ${kind}`;
  if (style < 0.53) return `${placeName(draws)} and ${placeName(draws)} ${kind}`;
  if (style < 0.55) return `${placeName(draws)} ${kind} (${town})`;
  return `${placeName(draws)} ${kind}`;
}

/** The columns of person number `n`. One person in three has a rare last name; seven in ten have signed in. */
export function personRow(n: number) {
  const draws = drawsOf(kinds.person, n);
  const firstName = draws.pick(firstNames, 2.5);
  const lastName = lastNameOf(draws);
  const mailbox = `${firstName}.${lastName}`.normalize("NFD").replaceAll(/[^a-z.]/gi, "");
  const email = `${mailbox.toLowerCase()}${n}@${placeName(draws).toLowerCase()}.example.com`;
  const details = { ...mapDetails(() => ""), firstName, lastName, email };
  const hasSignedIn = draws.uniform() < 0.7;
  const daysAgo = 700 * draws.uniform() ** 3;
  return {
    id: idNumber("person", n),
    ...toColumns(details),
    dfe_sign_in_id: hasSignedIn ? `dsi-${n}` : null,
    last_signed_in_at: hasSignedIn ? new Date(Date.now() - daysAgo * 86_400_000) : null,
  };
}

function lastNameOf(draws: Draws): string {
  const style = draws.uniform();
  if (style < 0.6) return draws.pick(lastNames, 2);
  if (style < 0.65) return `${draws.pick(lastNames)}-${draws.pick(lastNames, 2)}`;
  return placeName(draws);
}
