export { createSupportClient, type ClientOptions } from "./client.ts";
export { isSupportError, SupportError, type ErrorCode } from "./error.ts";
export type { All, Call, CallOptions, PagedCall } from "./calls.ts";
export type { Input, Item, Output, Procedure } from "./names.ts";
export type { Procedures, Reason, SupportClient } from "./procedures.ts";
