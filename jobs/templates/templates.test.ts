import { expect, it } from "vitest";
import { emailKindNames } from "../../server/emails/kinds.ts";
import { parseTemplate, readTemplates } from "./templates.ts";

const templates = readTemplates();
const of = (kind: string) => templates.find((template) => template.kind === kind);
const invitation = ["service", "name", "email_address", "sign_in_url", "contact_email"];

it("has a text for each kind of email", () => {
  expect(templates.map(({ kind }) => kind)).toEqual(emailKindNames);
});

it.each(templates)("puts no text that people typed into the subject of $kind", ({ subject }) => {
  expect([...subject.matchAll(/\(\(.*?\)\)/g)].map(String)).toEqual(["((service))"]);
  expect(subject).not.toMatch(/[#*^[\]]/);
});

it.each(templates)("has brackets in $kind only around placeholders", ({ body }) => {
  expect(body.replace(/\(\([a-z_]+\)\)/g, "")).not.toMatch(/[()[\]]/);
});

it.each([
  ["organisation_user_added", [...invitation, "organisation"]],
  ["organisation_user_removed", ["service", "name", "organisation", "contact_email"]],
  ["organisation_user_invited_elsewhere", ["service", "name", "organisations", "contact_email"]],
  ["support_user_added", invitation],
  ["support_user_removed", ["service", "name", "contact_email"]],
  ["email_address_changed", [...invitation, "access"]],
])("has the placeholders that %s needs", (kind, placeholders) => {
  expect(of(kind)?.placeholders.toSorted()).toEqual(placeholders.toSorted());
});

it.each(["organisation_user_added", "support_user_added", "email_address_changed"])(
  "says in %s which address to use, how to create an account and to come back",
  (kind) => {
    const body = of(kind)?.body ?? "";
    expect(body).toContain("this exact email address:\n\n^ Email address: ((email_address))");
    expect(body).toContain("https://profile.signin.education.gov.uk/register");
    expect(body).toContain("Come back to this email");
  },
);

// Notify formats a line that starts with '1.', '-' or '#' as a list or heading. An email address can start like that.
it.each(templates)("starts no line of $kind with text that people typed", ({ body }) => {
  expect(body).not.toMatch(/^\W*\(\((?!sign_in_url)/m);
});

// What our texts use of https://www.notifications.service.gov.uk/using-notify/formatting.
const block = {
  heading: /^# [^#\n]+$/,
  inset: /^\^ [^\n]+$/,
  steps: /^1\. [^\n]+(\n[2-9]\. [^\n]+)*$/,
  paragraph: /^(?![#^*>•-]|\d+\.)[^\n*_`]+$/,
};

it.each(templates)("uses only Notify's formatting in $kind", ({ body }) => {
  const text = body.replace(/\(\([a-z_]+\)\)/g, "field");
  const odd = text.split("\n\n").filter((part) => !Object.values(block).some((form) => form.test(part)));

  expect(odd).toEqual([]);
});

it.each(["organisation_user_removed", "support_user_removed"])(
  "says in %s what to do if it was a mistake",
  (kind) => {
    expect(of(kind)?.body).toMatch(/# If this was a mistake\n\nContact .*\n\nEmail: \(\(contact_email\)\)$/);
  },
);

it("reads the subject, the body and each placeholder once", () => {
  const text = "Subject: About ((service))\r\n\r\nDear ((name))\r\n\r\n((service)) and ((name))\r\n";
  expect(parseTemplate("support_user_added", text)).toEqual({
    kind: "support_user_added",
    subject: "About ((service))",
    body: "Dear ((name))\n\n((service)) and ((name))",
    placeholders: ["service", "name"],
  });
});

it.each(["", "Dear ((name))", "Subject: x\nno blank line", "Subject: \n\nbody"])("refuses %j", (text) => {
  expect(() => parseTemplate("support_user_added", text)).toThrow("The template support_user_added must be");
});
