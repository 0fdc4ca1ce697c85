import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's maintenance database, and the migrated database that tests clone. */
    postgres: { maintenanceUrl: string; template: string };
    /** Where the built product and its stand-ins answer. */
    product: { console: string; mailbox: string; signIn: string; database: string };
  }
}
