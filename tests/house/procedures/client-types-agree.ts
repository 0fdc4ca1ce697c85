// Checked by the compiler: the client's generated types are those that tRPC infers from the router.
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { Input, Output, Procedure } from "../../../client/source/names.ts";
import type { AppRouter } from "../../../server/router.ts";

type Inferred<Routers, Name> = Name extends `${infer Router extends keyof Routers & string}.${infer Method}`
  ? Routers[Router][Method & keyof Routers[Router]]
  : never;

/** tRPC's inputs are also void if they can be left out. */
type Given<Name> = Exclude<Inferred<inferRouterInputs<AppRouter>, Name>, void>;

/** The client answers null where the console answers nothing. */
type Answered<Name> = Exclude<Inferred<inferRouterOutputs<AppRouter>, Name>, void>;
type OrNull<Answer> = [Answer] extends [never] ? null : Answer;

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

type Agreement = {
  [Name in Procedure]: [Same<Input<Name>, Given<Name>>, Same<Output<Name>, OrNull<Answered<Name>>>];
};

type Holds<Every extends Record<Procedure, [true, true]>> = Every;

export type ClientTypesAgree = Holds<Agreement>;
