import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";

/** When an email of a bulk change may be sent, in milliseconds since 1970 by this machine's clock. */
export type Turn = { emailId: string; personId: string; at: number };

/** So many turns that passed unused, while no worker was ready, can be made up for. */
const turnsToCatchUp = 10;

/**
 * Hands out a turn to each of these emails that still waits to be sent, in this order. All workers take turns from one
 * row, so the turns of all are `spacing` apart (specification, section 11, Emails).
 *
 * @param spacing the time between two turns, in milliseconds
 */
export async function takeTurns(db: Database, emailIds: string[], spacing: number): Promise<Turn[]> {
  const turns = await selectTurns(db, { emailIds, spacing });
  const now = Date.now();
  return turns.map(({ wait, ...turn }) => ({ ...turn, at: now + wait }));
}

type Wanted = Placeholders<{ emailIds: string[]; spacing: number }>;

const selectTurns = compiledOnce((_db, { emailIds, spacing }: Wanted) => {
  const length = sql`(${spacing}::float8 * interval '1 millisecond')`;
  return sql<{ emailId: string; personId: string; wait: number }>`
    with waiting as (
      select id, coalesce(support_user_id, organisation_user_id, id) as person_id,
        row_number() over (order by array_position(${emailIds}::uuid[], id)) as place
      from emails where id = any(${emailIds}::uuid[]) and status = 'queued'
    ), taken as (
      insert into bulk_email_pace as pace (next_turn_at)
      select clock_timestamp() + count(*) * ${length} from waiting having count(*) > 0
      on conflict (only_row) do update set
        next_turn_at = greatest(pace.next_turn_at, clock_timestamp() - ${sql.lit(turnsToCatchUp)} * ${length})
          + (select count(*) from waiting) * ${length}
      returning next_turn_at - (select count(*) from waiting) * ${length} as first_at
    )
    select id as "emailId", person_id as "personId",
      (extract(epoch from first_at + (place - 1) * ${length} - clock_timestamp()) * 1000)::float8 as wait
    from waiting, taken order by place
  `;
});
