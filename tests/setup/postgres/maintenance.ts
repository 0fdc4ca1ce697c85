import pg from "pg";

/** The address of another database on the same server. */
export function siblingUrl(maintenanceUrl: string, database: string): string {
  const url = new URL(maintenanceUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on the server's maintenance database, on a new connection. */
export async function onMaintenance<Row extends pg.QueryResultRow>(
  maintenanceUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
