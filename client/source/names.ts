import type { ItemOf } from "./calls.ts";
import type { Procedures } from "./procedures.ts";

/** The name of a procedure, such as `organisationUsers.add`. */
export type Procedure = keyof Procedures;

/** What a procedure takes, such as `Input<"organisationUsers.add">`. */
export type Input<Name extends Procedure> = Procedures[Name]["input"];

/** What a procedure answers, such as `Output<"organisationUsers.list">`. */
export type Output<Name extends Procedure> = Procedures[Name]["output"];

/** One item of a list, such as `Item<"organisationUsers.list">`. */
export type Item<Name extends Procedure> = ItemOf<Procedures[Name]>;
