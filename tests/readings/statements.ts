import pg from "pg";
import { vi } from "vitest";

/**
 * Runs a function and returns the statements that this process sends to PostgreSQL meanwhile, in order. Each is described
 * by the tables it writes or, if it writes none, the tables it reads, such as 'update drafts'.
 */
export async function recordStatements(run: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await run();
    return query.mock.calls
      .map(([sent]) => textOf(sent))
      .filter((text) => !ofNewConnections.test(text))
      .map(describe);
  } finally {
    query.mockRestore();
  }
}

/** With what a new connection makes its settings. How many are opened depends on the tests before. */
const ofNewConnections = /^\s*select pg_backend_pid\(\) as pid/;

function textOf(sent: unknown): string {
  if (typeof sent === "string") return sent;
  return typeof sent === "object" && sent !== null && "text" in sent ? String(sent.text) : "";
}

const writes = /\b(insert into|(?<!do )update|delete from) "?([\w.]+)"?/gi;
const reads = /\b(from|join) "?([a-z_]+)"?(?! ?\()/gi;

function describe(text: string): string {
  const parts = [...text.matchAll(writes)].map(
    ([, verb = "", table = ""]) => `${verb.toLowerCase()} ${table}`,
  );
  if (parts.length > 0) return parts.join(", ");
  const tables = [...text.matchAll(reads)].map(([, , table = ""]) => table);
  return tables.length > 0 ? `select ${tables.join(", ")}` : text.trim();
}
