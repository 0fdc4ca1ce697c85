import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { fieldErrorsToTrpc } from "../../procedures/field-errors.ts";

/** The last membership on a page of an export, and when the export began, in milliseconds since 1970. */
export type Cursor = { begunAt: number; organisationId: string; userId: string };

/** Whose export it is, of which organisations, and the console's secret. */
type Export = { secret: string; actorId: string; organisationIds: readonly string[] | undefined };

/** How long, in milliseconds, an export can go on after it began. */
const longest = 24 * 60 * 60 * 1_000;

const position = z.tuple([z.int(), z.uuid(), z.uuid()]);

/**
 * Writes a cursor as text. It is signed, so that nobody can make one up and read people's data without an entry in the
 * activity log: it counts only for the caller and the organisations of the export that it comes from.
 */
export function writeCursor(of: Export, { begunAt, organisationId, userId }: Cursor): string {
  const text = Buffer.from(JSON.stringify([begunAt, organisationId, userId])).toString("base64url");
  return `${text}.${sign(of, text).toString("base64url")}`;
}

/**
 * Reads a cursor that `writeCursor` wrote for the same export.
 *
 * @throws {TRPCError} BAD_REQUEST if it is another export's, or the export began more than 24 hours ago
 */
export function readCursor(of: Export, cursor: string): Cursor {
  const [text = "", signature = ""] = cursor.split(".");
  const [given, expected] = [Buffer.from(signature, "base64url"), sign(of, text)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw beginAgain();
  const [begunAt, organisationId, userId] = position.parse(
    JSON.parse(Buffer.from(text, "base64url").toString()),
  );
  if (begunAt < Date.now() - longest) throw beginAgain();
  return { begunAt, organisationId, userId };
}

function sign({ secret, actorId, organisationIds }: Export, text: string): Buffer {
  const about = ["export", actorId, ...(organisationIds?.toSorted() ?? []), text].join(" ");
  return createHmac("sha256", secret).update(about).digest();
}

function beginAgain() {
  return fieldErrorsToTrpc({ after: "This export cannot go on. Begin it again" });
}
