import { expect, it, vi } from "vitest";
import { megan, startTestNotify, templateId } from "../../../tests/stand-ins/notify-client.ts";
import { json } from "node:stream/consumers";
import { serve } from "../../stand-in/serve.ts";
import { usual } from "../start-notify.ts";

type Received = { path?: string; authorization?: string; receipt: Record<string, unknown> };

/** Starts a server that receives receipts. Its responses have the given statuses in turn; the last one is repeated. */
async function receiveReceipts(...statuses: number[]) {
  const received: Received[] = [];
  const { url, stop } = await serve(
    (request, response) =>
      void json(request).then((receipt) => {
        const { authorization } = request.headers;
        received.push({ path: request.url, authorization, receipt: receipt as Received["receipt"] });
        response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 204).end();
      }),
    { port: 0, variable: "" },
  );
  const references = () => received.map(({ receipt }) => receipt["reference"]);
  return { received, references, publicUrl: url, [Symbol.asyncDispose]: stop };
}

it.each([
  [megan, "delivered"],
  ["perm-fail@simulator.notify", "permanent-failure"],
  ["temp-fail@simulator.notify", "temporary-failure"],
])("sends a receipt for %s: %s", async (to, status) => {
  await using receiver = await receiveReceipts(204);
  const { received, publicUrl } = receiver;
  await using notify = await startTestNotify({}, { publicUrl, callbackToken: "the-token" });
  const { data } = await notify.send("ref", to);
  await vi.waitUntil(() => received.length === 1);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string;
  expect(received[0]).toEqual({
    path: "/webhooks/notify",
    authorization: "Bearer the-token",
    receipt: {
      ...{ id: data.id, reference: "ref", to, status, notification_type: "email" },
      ...{ created_at: time, completed_at: time, sent_at: time },
      ...{ template_id: templateId, template_version: 1 },
    },
  });
});

it.each([
  ["again after a 5xx", [503, 503, 204], ["first", "first", "first", "second"]],
  ["once after another refusal", [404], ["first", "second"]],
])("sends a receipt %s", async (_when, statuses, expected) => {
  await using receiver = await receiveReceipts(...statuses);
  const { references, publicUrl } = receiver;
  await using notify = await startTestNotify({}, { publicUrl, callbackToken: "t" });
  await notify.send("first");
  await vi.waitUntil(() => references().length === expected.length - 1);
  await notify.send("second");
  await vi.waitFor(() => {
    expect(references()).toEqual(expected);
  });
});

it("sends a receipt five more times, five minutes apart", () => {
  expect(usual.receiptWaitsMs).toEqual([300_000, 300_000, 300_000, 300_000, 300_000]);
});

it("sends no receipt without a token", async () => {
  await using receiver = await receiveReceipts(204);
  await using notify = await startTestNotify({}, { publicUrl: receiver.publicUrl });
  await notify.send();
  await vi.waitFor(async () => {
    expect(await notify.inbox()).toMatchObject([{ status: "delivered" }]);
  });
  expect(receiver.received).toEqual([]);
});
