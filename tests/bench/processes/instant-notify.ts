// A Notify that accepts every email at once, and says at `/arrivals` when each arrived.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listenForBench } from "../comparisons/listen.ts";

/** The time of arrival of emails by reference, in milliseconds of the machine's monotonic clock. */
export type Arrivals = Record<string, number>;

const arrivals: Arrivals = {};

const server = createServer((request, response) => {
  const at = Number(process.hrtime.bigint()) / 1e6;
  const answer = (status: number, body: object) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  if (request.method === "POST") {
    void text(request).then((body) => {
      const { reference } = JSON.parse(body) as { reference: string };
      arrivals[reference] = at;
      answer(201, { id: randomUUID(), reference, content: {}, template: {}, uri: "" });
    });
  } else if (request.url === "/arrivals") answer(200, arrivals);
  else answer(200, { notifications: [], links: {} });
});

listenForBench(server);
