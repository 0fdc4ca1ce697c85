import {
  type Compilable,
  type CompiledQuery,
  type DeleteResult,
  DummyDriver,
  type Expression,
  type InsertResult,
  Kysely,
  type OperationNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  type UpdateResult,
  ValueNode,
} from "kysely";
import type { DB } from "../types.ts";
import { nameQuery } from "./named-query.ts";

/** The SQL expressions that stand for a query's values while it is built. */
export type Placeholders<Values> = { readonly [Name in keyof Values]: Expression<Values[Name]> };

type Build<Values, Output> = (
  db: Kysely<DB>,
  placeholders: Placeholders<Values>,
) => Compilable<Output> | RawBuilder<Output>;

/** The rows of a query. A write without `returning` has none. */
type RowOf<Output> = Output extends InsertResult | UpdateResult | DeleteResult ? never : Output;

/** Builds queries, but has no connection to run them. */
export const compiler = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * Returns a function that runs a query with values. The query is built and compiled at the first call only, and sent
 * as a named statement, which PostgreSQL also parses and plans only once per connection.
 *
 * For queries that run often. The query must name its columns: PostgreSQL refuses to run a kept `select *` after a
 * migration has added a column.
 *
 * @param build builds the query. It gets placeholders, which may stand wherever Kysely or `sql` takes an expression,
 * any number of times. It cannot decide or calculate by them: pass what is calculated as a value of its own.
 * @param isNamed false if the best plan depends on the values: then PostgreSQL plans the query at each call
 * @returns a function of a pool or transaction and the values, one for each placeholder; null for none
 * @throws {TypeError} at the first call, if `build` used a placeholder as a value
 */
export function compiledOnce<Values extends Record<string, unknown>, Output>(
  build: Build<Values, Output>,
  { isNamed = true } = {},
): (db: Kysely<DB>, values: Values) => Promise<RowOf<Output>[]> {
  let compiled: CompiledQuery<RowOf<Output>> | undefined;
  return async (db, values) => {
    compiled ??= isNamed ? nameQuery(compile(build)) : compile(build);
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Placeholder ? valueOf(values, parameter.name) : parameter,
    );
    return (await db.executeQuery<RowOf<Output>>({ ...compiled, parameters })).rows;
  };
}

function compile<Values, Output>(build: Build<Values, Output>): CompiledQuery<RowOf<Output>> {
  const query = build(compiler, createPlaceholders<Values>());
  return "isRawBuilder" in query ? query.compile(compiler) : query.compile();
}

/** Creates a placeholder for whatever name is asked for. Which names there are is known to the types only. */
function createPlaceholders<Values>(): Placeholders<Values> {
  return new Proxy({} as Placeholders<Values>, {
    get: (_, name) => new Placeholder(String(name)),
    ownKeys: () => {
      throw new TypeError("The placeholders of a query cannot be listed: name each one");
    },
  });
}

function valueOf(values: Record<string, unknown>, name: string): unknown {
  const value = values[name];
  if (value === undefined) throw new TypeError(`A query has no value for its placeholder '${name}'`);
  return value;
}

/** Stands in a compiled query's parameters for a value that each call brings. */
class Placeholder implements Expression<never> {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  get expressionType(): undefined {
    return undefined;
  }

  toOperationNode(): OperationNode {
    return ValueNode.create(this);
  }

  /** Called by arithmetic, comparisons and string templates. */
  [Symbol.toPrimitive](): never {
    throw new TypeError(`The placeholder '${this.name}' is not a value: pass what is calculated from it`);
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}
