import { expect } from "vitest";
import { takeBanner } from "../../server/sign-in/banners.ts";
import { createSession, openContext } from "../factories/sessions.ts";
import { test } from "../factories/services.ts";

const added = { type: "success", text: "User added" } as const;

test("a banner shows once, on the session's next page", async ({ services }) => {
  const { sessionId } = await createSession(services);
  const open = () => openContext(services, sessionId);

  await (await open()).leaveBanner(added);

  expect(await (await open()).takeBanner()).toEqual(added);
  expect(await (await open()).takeBanner()).toBeNull();
});

test("of pages that load at once, one shows it, every time", async ({ services, db }) => {
  const { sessionId, idHash } = await createSession(services);
  const context = await openContext(services, sessionId);
  const pages = Array.from({ length: 8 });

  for (const time of Array.from({ length: 20 }).keys()) {
    await context.leaveBanner(added);
    const taken = await Promise.all(pages.map(() => takeBanner(db, idHash)));
    expect(
      taken.filter((banner) => banner !== null),
      `time ${time}`,
    ).toEqual([added]);
  }
});

test("a later banner takes the place of one that was not shown", async ({ services }) => {
  const { sessionId } = await createSession(services);
  const context = await openContext(services, sessionId);
  await context.leaveBanner(added);
  await context.leaveBanner({ type: "success", text: "User removed" });

  expect(await (await openContext(services, sessionId)).takeBanner()).toMatchObject({ text: "User removed" });
});

test("nobody but a signed-in person leaves or finds one", async ({ services }) => {
  const { sessionId } = await createSession(services, { refusedEmail: "eve@example.com" });

  for (const context of [await openContext(services), await openContext(services, sessionId)]) {
    await expect(context.leaveBanner(added)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await context.takeBanner()).toBeNull();
  }
});
