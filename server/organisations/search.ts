import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import { foldForSearch } from "../../db/search-text.ts";
import type { DB } from "../../db/types.ts";
import { containing } from "../procedures/search-query.ts";

const number = /^\d{1,8}$/;
// At least one digit: letters alone are far more often the beginning of a name.
const postcodeStart = /^[A-Z]{1,2}\d[A-Z\d]{0,5}$/;

/**
 * The condition that an organisation matches a query: its name contains the query, its URN or UKPRN equals it, or its
 * postcode begins with it, with or without the space (specification, section 7, Search).
 *
 * @param query not empty
 */
export function matches(query: string) {
  return (where: ExpressionBuilder<DB, "organisations">): Expression<SqlBool> => {
    const name = foldForSearch(query);
    const code = name.replaceAll(" ", "").toUpperCase();
    const ways: Expression<SqlBool>[] = [];
    if (name !== "") ways.push(where("search_name", "like", containing(name)));
    if (number.test(code)) ways.push(where("urn", "=", code), where("ukprn", "=", code));
    if (postcodeStart.test(code))
      ways.push(where(sql`upper(replace(postcode, ' ', ''))`, "like", `${code}%`));
    return where.or(ways); // false if there are none
  };
}
