import { expect, vi } from "vitest";
import {
  it,
  megan,
  personalisation,
  refused,
  template,
  templateId,
} from "../../tests/stand-ins/notify-client.ts";

it("accepts an email, and answers with its text", async ({ notify }) => {
  const { status, data } = await notify.send();
  expect(status).toBe(201);
  expect(data).toMatchObject({
    reference: "ref",
    content: {
      subject: "About the service",
      body: "Dear Megan Price\n\nSign in at http://localhost:3000/sign-in\n\nYou have: \n\n* Ashgrove\n* Calder",
    },
    template: { id: templateId, version: 1 },
  });
  expect(await notify.inbox()).toEqual([
    expect.objectContaining({ id: data.id, reference: "ref", to: megan, subject: "About the service" }),
  ]);
});

it("delivers, and finds by reference", async ({ notify }) => {
  const { data } = await notify.send("one");
  await notify.send("two");
  await vi.waitFor(async () => {
    expect((await notify.inbox()).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  });
  const found = await notify.client.getNotifications("email", undefined, "one");
  expect(found.data.notifications).toMatchObject([
    { id: data.id, status: "delivered", email_address: megan },
  ]);
  expect((await notify.client.getNotifications("email", undefined, "none")).data.notifications).toEqual([]);
  expect((await notify.client.getNotificationById(data.id)).data).toEqual(found.data.notifications[0]);
  await expect(notify.client.getNotificationById(templateId)).rejects.toMatchObject(
    refused(404, "NoResultFound", "No result found"),
  );
});

it("lists the templates", async ({ notify }) => {
  const { subject, body, kind: name } = template;
  const { data } = await notify.client.getAllTemplates("email");
  expect(data).toEqual({ templates: [{ id: templateId, name, type: "email", version: 1, subject, body }] });
});

it("accepts emails to the smoke test addresses, but keeps nothing", async ({ notify }) => {
  for (const part of ["", "-2", "-3"]) {
    expect(
      (await notify.send("smoke", `simulate-delivered${part}@notifications.service.gov.uk`)).status,
    ).toBe(201);
  }
  expect(await notify.inbox()).toEqual([]);
});

it("sanitises the named fields only", async ({ notify }) => {
  const evil = "[click](http://evil.example)";
  const values = { ...personalisation, name: evil, access: ["# Head", evil] };
  const { data } = await notify.send("clean", megan, {
    personalisation: values,
    sanitiseContentFor: ["name", "service", "access"],
  });
  expect(data.sanitised_content).toEqual({
    name: { unsanitised: evil, sanitised: "\\[click\\]\\(\\)" },
    access: { unsanitised: values.access, sanitised: ["\\# Head", "\\[click\\]\\(\\)"] },
  });
  const clean = await notify.page();
  expect(clean).not.toContain("evil");
  expect(clean).toContain("Dear [click](");
  expect(clean).toContain("<li># Head</li>");
  expect(clean).toContain('<a href="http://localhost:3000/sign-in">');
  await notify.send("raw", megan, { personalisation: values });
  expect(await notify.page()).toContain('<a href="http://evil.example">click</a>');
});

it("shows the mailbox as a page, the newest first and escaped", async ({ notify }) => {
  const values = { ...personalisation, service: "<script>1</script>", name: '"><img src=x>' };
  await notify.send("<first>", megan, { personalisation: values });
  await notify.send("second");
  const html = await notify.page();
  expect(html).toContain("<h2>About &lt;script&gt;1&lt;/script&gt;</h2>");
  expect(html).toContain('Dear "&gt;&lt;img src=x&gt;');
  expect(html).not.toMatch(/<script|<img|<first/);
  expect(html.indexOf("<dd>second</dd>")).toBeLessThan(html.indexOf("&lt;first&gt;"));
  expect((await notify.inbox()).map(({ reference }) => reference)).toEqual(["second", "<first>"]);
});
