import { TRPCError } from "@trpc/server";

/** Makes the error for a query without a row, as an argument of `executeTakeFirstOrThrow`. */
export const notFound = () => new TRPCError({ code: "NOT_FOUND" });
