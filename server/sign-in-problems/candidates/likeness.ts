import { type RawBuilder, sql, type SqlBool } from "kysely";
import { departmentDomains } from "../../people/email.ts";

type Sql = RawBuilder<unknown>;

/** The least share of trigrams that two names, and two mailboxes, have in common if they are much alike. */
const leastShare = 0.5;

/** The most people who are looked at on either side of a name or a mailbox in an index. */
const mostNeighbours = 10;

/** SQL for what people are compared by: what an index on the table has, and the name as it is compared in full. */
type Compared = {
  /** The folded name, without spaces. */
  nameKey: Sql;
  /** The part of the address before the @. */
  mailbox: Sql;
  /** What names that are spelt alike share. */
  likenessKey: Sql;
  foldedName: Sql;
};

/** Rows of `refused_sign_ins`, under a name that the query gives them. */
export function refusedAs(name: string): Compared {
  const column = (column: string) => sql.ref(`${name}.${column}`);
  return {
    nameKey: column("name_key"),
    mailbox: column("mailbox"),
    likenessKey: column("likeness_key"),
    foldedName: sql`fold_letters(coalesce(${column("given_name")}, '') || ' ' || coalesce(${column("family_name")}, ''))`,
  };
}

/**
 * Rows of `organisation_users` or `support_users`, under a name that the query gives them. The expressions are those of
 * three indexes (db/filling).
 */
export function usersAs(name: string): Compared {
  const column = (column: string) => sql.ref(`${name}.${column}`);
  const [first, last] = [column("first_name"), column("last_name")];
  return {
    nameKey: sql`(fold_without_spaces(${first} || ${last}) collate "C")`,
    mailbox: sql`(split_part(${column("email")}, '@', 1) collate "C")`,
    likenessKey: sql`(likeness_key(${first}, ${last}) collate "C")`,
    foldedName: sql`fold_letters(${first} || ' ' || ${last})`,
  };
}

/**
 * A query for the ids of rows that can be like a person: of the same name, of the same mailbox, or with a name that is
 * spelt alike. Of each it takes those next to the person in an index, so that it reads few rows however many people have
 * a common name.
 *
 * @param from the table, under the name that `rows` uses
 * @param condition which rows count
 * @param person each is one value
 */
export function nearRows(
  from: Sql,
  rows: Compared,
  condition: RawBuilder<SqlBool>,
  { nameKey, mailbox, likenessKey }: Omit<Compared, "foldedName">,
): Sql {
  const near = (same: [Sql, Sql], order: [Sql, Sql]) => {
    const neighbours = (side: Sql, direction: Sql) => sql`(
      select id from ${from}
      where ${same[0]} = ${same[1]} and ${same[1]} <> '' and ${order[0]} ${side} ${order[1]} and ${condition}
      order by ${order[0]} ${direction} limit ${sql.lit(mostNeighbours)}
    )`;
    return sql`${neighbours(sql`>=`, sql`asc`)} union ${neighbours(sql`<`, sql`desc`)}`;
  };
  return sql.join(
    [
      near([rows.nameKey, nameKey], [rows.mailbox, mailbox]),
      near([rows.mailbox, mailbox], [rows.nameKey, nameKey]),
      near([rows.likenessKey, likenessKey], [rows.nameKey, nameKey]),
    ],
    sql` union `,
  );
}

/** Providers add numbers where a mailbox is taken, so they say little. */
function withoutDigits(mailbox: Sql): Sql {
  return sql`translate(${mailbox}, '0123456789', '')`;
}

/** A query for how one user and one refused sign-in compare: what `alike` reads. It is computed once for each pair. */
export function measure(user: Compared, refused: Compared): Sql {
  return sql`
    select ${user.nameKey} = ${refused.nameKey} and ${refused.nameKey} <> '' as same_name,
      ${user.mailbox} = ${refused.mailbox} and ${refused.mailbox} <> '' as same_mailbox,
      similarity(${user.foldedName}, ${refused.foldedName}) as share_of_name,
      similarity(${withoutDigits(user.mailbox)}, ${withoutDigits(refused.mailbox)}) as share_of_mailbox
    offset 0
  `;
}

const least = sql.lit(leastShare);

/** SQL about what `measure` found, which the query has beside the pair. */
export const alike = {
  isAlike: sql<boolean>`(same_name or same_mailbox or share_of_name >= ${least} and share_of_mailbox >= ${least})`,
  /** The closer, the larger. */
  closeness: sql<number>`(share_of_name + share_of_mailbox + same_name::integer + same_mailbox::integer)`,
  likeness: sql<"same_name" | "same_mailbox" | "similar">`
    case when same_name then 'same_name' when same_mailbox then 'same_mailbox' else 'similar' end
  `,
};

/** Whether an address is one of the Department for Education, so that it can be a support user's. */
export function isDepartmental(email: Sql): RawBuilder<boolean> {
  return sql`split_part(${email}, '@', 2) in (${sql.join(departmentDomains.map((domain) => sql.lit(domain)))})`;
}
