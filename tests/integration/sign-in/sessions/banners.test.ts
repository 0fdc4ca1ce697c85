import { expect } from "vitest";
import { takeBanner } from "../../../../server/sign-in/sessions/banners.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { test } from "../../../fixtures/resources.ts";

const added = { type: "success", text: "User added" } as const;

test("a banner shows once, on the session's next page", async ({ resources }) => {
  const { sessionId } = await createSession(resources);
  const open = () => openContext(resources, sessionId);

  await (await open()).leaveBanner(added);

  expect(await (await open()).takeBanner()).toEqual(added);
  expect(await (await open()).takeBanner()).toBeNull();
});

test("of pages that load at once, exactly one shows the banner", async ({ resources, db }) => {
  const { sessionId, idHash } = await createSession(resources);
  const context = await openContext(resources, sessionId);
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

test("a later banner replaces one that was not shown", async ({ resources }) => {
  const { sessionId } = await createSession(resources);
  const context = await openContext(resources, sessionId);
  await context.leaveBanner(added);
  await context.leaveBanner({ type: "success", text: "User removed" });

  expect(await (await openContext(resources, sessionId)).takeBanner()).toMatchObject({
    text: "User removed",
  });
});

test("only signed-in people get banners", async ({ resources }) => {
  const { sessionId } = await createSession(resources, { refusedEmail: "eve@example.com" });

  for (const context of [await openContext(resources), await openContext(resources, sessionId)]) {
    await expect(context.leaveBanner(added)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await context.takeBanner()).toBeNull();
  }
});
