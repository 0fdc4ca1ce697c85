import { createHash } from "node:crypto";

/**
 * A person in the demonstration database, who can also sign in at the local stand-in for DfE Sign-in. `sub` is their id
 * there.
 */
export type Person = { sub: string; email: string; givenName: string; familyName: string };

type DemonstrationOrganisation = {
  name: string;
  type: string;
  urn: string | null;
  ukprn: string;
  street: string | null;
  town: string;
  postcode: string;
  users: Person[];
  /** When it closed, and the name of the organisation that replaced it. */
  closed?: { on: string; successor: string };
};

// prettier-ignore
const supportNames = [
  "Priya Nair", "Tom Whitfield", "Aisha Rahman", "Ben Carter", "Bethan Rees", "Catherine Doyle", "Daniel Osei",
  "Éric Lambert", "Eric Thornton", "Fatima Sheikh", "George Papadakis", "Hannah Lindqvist", "Imran Yusuf",
  "Joanne Fletcher", "Kwame Boateng", "Laura Beckett", "Marcus Hale", "Niamh O’Connor", "Olivia Grant",
  "Patrick Dunne", "Qasim Iqbal", "Rebecca Stone", "Samuel Adeyemi", "Siân Morgan", "Theo Marchetti", "Uma Desai",
  "Victoria Lacey", "Zoë Abbott",
];

// prettier-ignore
const firstNames = [
  "Adam", "Alice", "Amir", "Anna", "Callum", "Chloe", "Darren", "Élodie", "Emma", "Farah", "Gareth", "Grace", "Helen",
  "Isaac", "Jodie", "Karen", "Liam", "Maya", "Nathan", "Owen", "Paula", "Rhys", "Sophie", "Yasmin",
];

// prettier-ignore
const lastNames = [
  "Ahmed", "Baker", "Clarke", "Dixon", "Evans", "Foster", "Green", "Hughes", "Ingram", "Jones", "Khan", "Lewis",
  "Murphy", "Newton", "Okafor", "Parker", "Quinn",
];

const towns = ["Leeds", "Norwich", "Exeter", "Derby", "Hull", "Durham", "Bristol", "Preston"] as const;

// prettier-ignore
const schoolNames = [
  "Alderbrook Infant", "Bramley Park Primary", "Castle Hill Academy", "Denholme Junior", "Eastmoor High",
  "Fairfield Primary", "Greenway Academy", "Hollybush Primary", "Ironbridge High", "Juniper Lane Primary",
  "Kingsmead Academy", "Larkfield Junior", "Meadow View Primary", "Northgate High", "Oakhurst Primary",
  "Pinewood Academy", "Quarry Bank Primary", "Riverside Junior", "Stonebridge High", "Thornhill Primary",
  "Upland Academy", "Valley Road Primary", "Westbourne High", "Yewtree Primary", "Abbots Lane Primary",
  "Birchwood Academy", "Cedar Grove Primary", "Dovecote Junior", "Elmfield High", "Foxglove Primary",
  "Glenside Academy", "Hazelwood Primary", "Kestrel High", "Linden Road Primary", "Maplewood Academy",
  "Nightingale Primary", "Orchard Lea Junior",
];

/**
 * Makes the part of an email address before the `@` from a name, without accents and punctuation: `Siân O’Neill` →
 * `sian.oneill`.
 */
function mailbox(givenName: string, familyName: string): string {
  const plain = `${givenName}.${familyName}`.normalize("NFD").toLowerCase();
  return plain.replace(/[^a-z.]/g, "");
}

function person(givenName: string, familyName: string, host: string): Person {
  const name = mailbox(givenName, familyName);
  return { sub: subOf(name), email: `${name}@${host}`, givenName, familyName };
}

/** Makes an id like DfE Sign-in's, a UUID in upper case, always the same for a name. */
function subOf(name: string): string {
  const digest = createHash("md5").update(`demonstration:${name}`).digest("hex").toUpperCase();
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Makes the organisation user with a number. Full names repeat only from number 408. */
function organisationUser(index: number): Person {
  const givenName = firstNames[index % firstNames.length] ?? "";
  const familyName = lastNames[index % lastNames.length] ?? "";
  return person(givenName, familyName, "example.com");
}

const organisationUsers = (from: number, count: number): Person[] =>
  Array.from({ length: count }, (_, offset) => organisationUser(from + offset));

const megan = person("Megan", "Price", "example.com");

function school(name: string, index: number, users: Person[]): DemonstrationOrganisation {
  return {
    name: name.endsWith("Academy") ? name : `${name} School`,
    type: name.endsWith("Academy") ? "Academy converter" : "Community school",
    urn: String(100_001 + index * 37),
    ukprn: String(10_040_001 + index * 53),
    street: `${index + 2} School Lane`,
    town: towns[index % towns.length] ?? "",
    postcode: `LS${(index % 28) + 1} ${(index % 9) + 1}AB`,
    users,
  };
}

const calder: DemonstrationOrganisation = {
  name: "Calder Teacher Training",
  type: "ITT provider",
  urn: null,
  ukprn: "10055500",
  street: null,
  town: "Halifax",
  postcode: "HX1 1AB",
  users: [megan, ...organisationUsers(200, 2)],
};

/** DfE staff. Among them are Priya Nair, who has signed in before, and Tom Whitfield, who has not. */
export const supportUsers = supportNames.map((name) => {
  const [givenName = "", familyName = ""] = name.split(" ");
  return person(givenName, familyName, "education.gov.uk");
});

/** A school that has closed, with three users; the academy that replaced it has others. */
const fernbank: DemonstrationOrganisation = {
  ...school("Fernbank Infant", 50, organisationUsers(330, 3)),
  closed: { on: "2026-08-31", successor: "Greenway Academy" },
};

/** The 40 organisations and the closed one, with their users (specification, section 9, Demonstration data). */
export const organisations: DemonstrationOrganisation[] = [
  school("Ashgrove Primary", 0, [megan, ...organisationUsers(0, 59)]),
  school("Brookfield High", 1, []),
  calder,
  ...schoolNames.map((name, index) => school(name, index + 2, organisationUsers(210 + index * 3, index % 4))),
  fernbank,
];

/** A person whose sign-in was refused. `holder` is the address of the user to whose account theirs is linked. */
type RefusedPerson = Person & { reason: "linked_account" | "not_invited"; holder?: string; count: number };

const [adam, alice] = [organisationUser(0), organisationUser(1)];

/** Adam Ahmed has never signed in. Alice Baker has, with an older account. */
export const refusedPeople: RefusedPerson[] = [
  {
    ...person(adam.givenName, adam.familyName, "mail.example.com"),
    sub: subOf("adam"),
    reason: "not_invited",
    count: 3,
  },
  { ...alice, sub: subOf("alice"), reason: "linked_account", holder: alice.email, count: 2 },
  { ...person("Robin", "Hale", "mail.example.com"), reason: "not_invited", count: 1 },
];

/** The people on the sign-in page of the stand-in for DfE Sign-in, with one button each. */
export const demonstrationPeople: { title: string; people: Person[] }[] = [
  { title: "Support users", people: supportUsers },
  {
    title: "Organisation users",
    people: [
      ...new Map(organisations.flatMap(({ users }) => users.map((user) => [user.email, user]))).values(),
    ],
  },
  { title: "People who are refused", people: refusedPeople },
];
