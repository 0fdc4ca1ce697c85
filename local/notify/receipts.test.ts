import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  megan,
  startTestNotify,
  templateId,
  type TestNotify,
} from "../../tests/factories/notify-stand-in.ts";

let notify: TestNotify;

beforeEach(async () => {
  notify = await startTestNotify();
});
afterEach(() => notify.stop());

async function restart(...options: Parameters<typeof startTestNotify>) {
  await notify.stop();
  notify = await startTestNotify(...options);
}

type Receipt = Record<string, unknown>;

/** The console's end of a receipt: answers each status given in turn, then the last one again. */
async function listenForReceipts(...statuses: number[]) {
  const received: { receipt: Receipt; authorization: string | undefined; path: string | undefined }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { authorization } = request.headers;
      received.push({ receipt: JSON.parse(body) as Receipt, authorization, path: request.url });
      response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, publicUrl, close: () => server.close() };
}

it.each([
  [megan, "delivered"],
  ["perm-fail@simulator.notify", "permanent-failure"],
  ["temp-fail@simulator.notify", "temporary-failure"],
])("sends a receipt for %s: %s", async (to, status) => {
  const { received, publicUrl, close } = await listenForReceipts(204);
  await restart({}, { publicUrl, callbackToken: "the-token" });
  const { data } = await notify.send("ref", to);
  await vi.waitFor(() => {
    expect(received).toHaveLength(1);
  });
  const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string;
  expect(received[0]).toEqual({
    path: "/webhooks/notify",
    authorization: "Bearer the-token",
    receipt: {
      id: data.id,
      reference: "ref",
      to,
      status,
      created_at: iso,
      completed_at: iso,
      sent_at: iso,
      notification_type: "email",
      template_id: templateId,
      template_version: 1,
    },
  });
  close();
});

it("tries a receipt again after a 5xx, not after a refusal", async () => {
  const failing = await listenForReceipts(503, 503, 204);
  await restart({}, { publicUrl: failing.publicUrl, callbackToken: "t" });
  await notify.send();
  await vi.waitFor(() => {
    expect(failing.received).toHaveLength(3);
  });
  failing.close();

  const refusing = await listenForReceipts(404);
  await restart({}, { publicUrl: refusing.publicUrl, callbackToken: "t" });
  await notify.send("first");
  await vi.waitFor(() => {
    expect(refusing.received).toHaveLength(1);
  });
  await notify.send("second");
  await vi.waitFor(() => {
    expect(refusing.received.map(({ receipt }) => receipt.reference)).toEqual(["first", "second"]);
  });
  refusing.close();
});

it("sends no receipt without a token", async () => {
  const { received, publicUrl, close } = await listenForReceipts(204);
  await restart({}, { publicUrl });
  await notify.send();
  await vi.waitFor(async () => {
    expect(await notify.inbox()).toMatchObject([{ status: "delivered" }]);
  });
  expect(received).toEqual([]);
  close();
});
