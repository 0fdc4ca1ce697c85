import type { Keyboard } from "./keyboard.ts";
import { storeColleague } from "../product/stored.ts";
import { afterSigningOut } from "../steps/sign-in.ts";
import { fullName, newPerson, type Person } from "../steps/people.ts";
import { service } from "../steps/titles.ts";

/** A journey with the keyboard alone. It removes what it adds, so that the second run sees the same pages. */
export type KeyboardJourney = {
  name: string;
  start: string;
  /** The person that the journey adds or finds. Lists are compared without other people's rows. */
  person: () => Person | Promise<Person>;
  /** Calls `see` on every page. */
  walk: (keyboard: Keyboard, see: See, person: Person) => Promise<void>;
};

/** Waits for the page with this heading and caption, and keeps what it shows. */
export type See = (heading: string, caption?: string) => Promise<void>;

const kingsmead = "Kingsmead Academy";
const sureToRemove = "Are you sure you want to remove this user?";

/** Continues without answers, and follows each error's link to its field. */
async function correctErrors(keyboard: Keyboard, see: See, person: Person): Promise<void> {
  await keyboard.press("Continue");
  await keyboard.page.locator(".govuk-error-summary").waitFor();
  await see("Personal details", `Add user - ${kingsmead}`);
  await keyboard.expectFocusOn(".govuk-error-summary");
  await keyboard.follow("Enter a last name");
  await keyboard.page.locator("#lastName:focus").waitFor();
  await keyboard.page.keyboard.type(person.lastName);
  await keyboard.type("Email address", person.email);
  await keyboard.follow("Enter a first name", "Shift+Tab");
  await keyboard.page.locator("#firstName:focus").waitFor();
  await keyboard.page.keyboard.type(person.firstName);
  await keyboard.page.keyboard.press("Enter");
}

async function removeUser(keyboard: Keyboard, see: See, caption: string): Promise<void> {
  await keyboard.follow("Remove user");
  await see(sureToRemove, caption);
  await keyboard.press("Remove user");
  await keyboard.page.getByText("User removed").waitFor();
}

const addUser: KeyboardJourney = {
  name: "adding and removing a user",
  start: "/support/organisations",
  // Unlike all who are refused in other tests: their page would say that somebody with a similar name was.
  person: () => ({ ...newPerson(), firstName: "Quillon", lastName: "Vexworth" }),
  async walk(keyboard, see, person) {
    await keyboard.type("Search organisations", "kingsmead", "searchbox");
    await keyboard.page.keyboard.press("Enter");
    await keyboard.page.getByText("1 organisation matches").waitFor();
    await see("Organisations");
    await keyboard.follow(kingsmead);
    await see(kingsmead, "Organisation");
    await keyboard.follow("Users");
    await keyboard.press("Add user", "Enter");
    await see("Personal details", `Add user - ${kingsmead}`);
    await correctErrors(keyboard, see, person);
    await see("Check your answers", `Add user - ${kingsmead}`);
    await keyboard.follow("Change email address");
    await keyboard.page.locator("#email:focus").waitFor();
    await keyboard.press("Continue");
    await keyboard.press("Save user");
    await see(kingsmead, "Organisation");
    await keyboard.expectFocusOn(".govuk-notification-banner");
    await keyboard.follow(fullName(person));
    await see(fullName(person), kingsmead);
    await removeUser(keyboard, see, `${fullName(person)} - ${kingsmead}`);
    await see(kingsmead, "Organisation");
  },
};

const changeColleague: KeyboardJourney = {
  name: "changing and removing a support user",
  start: "/support/users",
  person: storeColleague,
  async walk(keyboard, see, person) {
    const changed = { ...person, firstName: "Aamina" };
    await keyboard.follow(fullName(person));
    await see(fullName(person), "Support user");
    await keyboard.follow("Change first name");
    await see("Personal details", fullName(person));
    await keyboard.page.locator("#firstName:focus").waitFor();
    await keyboard.page.keyboard.press("ControlOrMeta+a");
    await keyboard.page.keyboard.type(changed.firstName);
    await keyboard.press("Continue");
    await see("Check your answers", fullName(person));
    await keyboard.press("Save user");
    await see(fullName(changed), "Support user");
    await removeUser(keyboard, see, fullName(changed));
    await see("Support users");
  },
};

const search: KeyboardJourney = {
  name: "searching for a person",
  start: "/support/organisation-users",
  person: () => ({ ...newPerson(), lastName: "Price" }),
  async walk(keyboard, see) {
    await keyboard.type("Search organisation users", "megan.price", "searchbox");
    await keyboard.press("Search");
    await keyboard.page.getByText("1 organisation user matches").waitFor();
    await keyboard.choose("Show", "Not");
    await keyboard.press("Search");
    await keyboard.page.getByText("No users to show").waitFor();
    await see("Organisation users");
    await keyboard.follow("Clear filter");
    await keyboard.page.getByText("1 organisation user matches").waitFor();
  },
};

const page: KeyboardJourney = {
  name: "turning pages",
  start: "/support/organisations",
  person: () => ({ ...newPerson(), lastName: "School" }),
  async walk(keyboard, see) {
    await keyboard.follow("Next page");
    await keyboard.page.waitForURL("**/support/organisations?page=2");
    await see("Organisations");
    await keyboard.follow("Page 1", "Shift+Tab");
    await keyboard.page.waitForURL("**/support/organisations?page=1");
    await see("Organisations");
  },
};

const signOut: KeyboardJourney = {
  name: "signing out",
  start: "/cookies", // no other test changes this page
  person: () => newPerson(),
  async walk(keyboard, see) {
    await see("Cookies");
    await keyboard.press("Sign out");
    await afterSigningOut(keyboard.page, keyboard.javaScript);
    await see(`Sign in to ${service}`);
  },
};

/** Every journey that has to work with the keyboard alone, with and without JavaScript. */
export const keyboardJourneys = [addUser, changeColleague, search, page, signOut];
