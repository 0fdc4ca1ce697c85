import { expect, test } from "vitest";
import { actorNames } from "./actor-names";

const person = (id: string, name: string, email: string, isCurrent = true) =>
  ({ id, kind: "support_user", name, email, isCurrent }) as const;
const token = (id: string, name: string, isCurrent = true) =>
  ({ id, kind: "api_token", name, email: null, isCurrent }) as const;

const namesOf = (actors: (ReturnType<typeof person> | ReturnType<typeof token>)[], chosen?: string) =>
  actorNames({ actors, person: null, organisation: null }, chosen).map(([, name]) => name);

test("tokens, namesakes and those who are gone are told apart", () => {
  expect(
    namesOf([
      token("1", "nightly sync"),
      token("2", "old sync", false),
      person("3", "Priya Nair", "priya@education.gov.uk"),
      person("4", "priya nair", "p.nair@education.gov.uk", false),
      person("5", "Tom Whitfield", "tom@education.gov.uk", false),
    ]),
  ).toEqual([
    "nightly sync (API token)",
    "old sync (API token, revoked)",
    "Priya Nair (priya@education.gov.uk)",
    "priya nair (p.nair@education.gov.uk, removed)",
    "Tom Whitfield (removed)",
  ]);
});

test("somebody who is not in the list stays chosen", () => {
  const priya = person("3", "Priya Nair", "priya@education.gov.uk");

  expect(namesOf([priya], "3")).toEqual(["Priya Nair"]);
  expect(actorNames({ actors: [priya], person: null, organisation: null }, "9").at(-1)).toEqual([
    "9",
    "Someone else",
  ]);
});
