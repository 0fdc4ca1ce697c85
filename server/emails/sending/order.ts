import { sql } from "kysely";

/**
 * The place of an email among those to one person, for comparisons and `order by` (specification, section 4, Order).
 * Emails from before the sequence number existed have none and come first, by time.
 *
 * @param table the name that the query gives to the table `emails`
 */
export function orderOf(table: string) {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql`(coalesce(${column("sequence")}, 0), ${column("created_at")}, ${column("id")})`;
}

/** Whether two emails, as the query names them, are to the same person. */
export function isSamePerson(one: string, other: string) {
  const [column, its] = [
    (name: string) => sql.ref(`${one}.${name}`),
    (name: string) => sql.ref(`${other}.${name}`),
  ];
  return sql<boolean>`(
    ${column("support_user_id")} = ${its("support_user_id")}
    or ${column("organisation_user_id")} = ${its("organisation_user_id")}
  )`;
}
