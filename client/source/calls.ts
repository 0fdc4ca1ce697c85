/** What one call does differently from the client's other calls. */
export type CallOptions = {
  /** How long one try may take, in milliseconds. */
  timeoutMs?: number | undefined;
};

/** What a procedure takes and answers. */
type Shape = { input: unknown; output: unknown };

/** Arguments of a call: the input can be left out if all its fields can. */
type Given<Fields> =
  Partial<Fields> extends Fields
    ? [input?: Fields, options?: CallOptions]
    : [input: Fields, options?: CallOptions];

/** Calls a procedure. The promise is rejected with a `SupportError`. */
export type Call<Procedure extends Shape> = (
  ...given: Given<Procedure["input"]>
) => Promise<Procedure["output"]>;

/** One item of a list. */
export type ItemOf<Procedure extends Shape> = Procedure["output"] extends { items: readonly (infer Item)[] }
  ? Item
  : never;

/**
 * Reads the items of all pages, one page at a time, while a `for await` asks for more. Items can be missed or come twice
 * if others are added or removed meanwhile, so collect the items before you remove any.
 */
export type All<Procedure extends Shape> = (
  ...given: Given<Omit<Procedure["input"], "page" | "after">>
) => AsyncGenerator<ItemOf<Procedure>, void, undefined>;

/** Calls a procedure that answers one page. `all` reads all pages. */
export type PagedCall<Procedure extends Shape> = Call<Procedure> & { all: All<Procedure> };

/**
 * How the client calls a procedure: whether a call may be repeated although it could have taken effect (a change only
 * with a key, by which the console knows it again), and how a list continues: with the number of the next page, or after
 * the last item.
 */
export type Definition = { repeatable: "always" | "withKey" | "never"; paging?: "page" | "after" };

/** The definition of each procedure, by router and name. */
export type Definitions = { [router: string]: { [name: string]: Definition } };
