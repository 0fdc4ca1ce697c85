import {
  type ErrorCode,
  errorCodes,
  isErrorCode,
  type ProcedureErrorCode,
} from "../procedures/errors/codes.ts";
import { errorShape } from "../procedures/errors/shape.ts";
import { reasons } from "../refusals.ts";
import type { Schema } from "./json-schema.ts";

/** `description` replaces that of what is referred to. */
type Reference = { $ref: string; description?: string };
type Content = { "application/json": { schema: Schema; example: unknown } };
export type Response =
  Reference | { description: string; headers: Record<string, Reference>; content: Content };

/** The headers of answers (specification, section 5, Headers). */
export const headers = {
  "X-Request-Id": {
    description: "The id of the request, also in the console's log",
    schema: { type: "string", format: "uuid" },
  },
  "RateLimit-Policy": {
    description:
      "The calls that a token may make, and in how many seconds: draft-ietf-httpapi-ratelimit-headers-10",
    schema: { type: "string" },
    example: '"calls";q=600;w=60',
  },
  RateLimit: {
    description: "The calls that the token has left, and after how many seconds the count starts again",
    schema: { type: "string" },
    example: '"calls";r=598;t=42',
  },
  "Retry-After": {
    description: "After how many seconds to try again",
    schema: { type: "integer", minimum: 1 },
  },
};

const codes = Object.keys(errorCodes).filter(isErrorCode);

/** The schema of every error. */
export const errorSchema: Schema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        message: { type: "string", description: "a sentence; its wording may change" },
        code: { type: "integer", description: "a number of JSON-RPC; compare `data.code` instead" },
        data: {
          type: "object",
          properties: {
            code: { type: "string", enum: codes },
            httpStatus: { type: "integer" },
            path: { type: "string", description: "the procedure" },
            reason: {
              type: "string",
              enum: reasons.map(({ reason }) => reason),
              description: "the rule that refused the call",
            },
            fieldErrors: {
              type: "object",
              additionalProperties: { type: "string" },
              description: "messages by field",
            },
            userId: { type: "string", description: "who has the email address already" },
            retryAfterSeconds: { type: "integer", description: "after how many seconds to try again" },
          },
          required: ["code", "httpStatus"],
        },
      },
      required: ["message", "code", "data"],
    },
  },
  required: ["error"],
};

/** The response for each error. */
export const errorsByCode = Object.fromEntries(codes.map((code) => [code, describeError(code)]));

/** Codes that a call can get whichever procedure it names. The remaining ones need another method or header. */
const shared = codes.filter(
  (code) =>
    !["FORBIDDEN", "NOT_FOUND", "CONFLICT", "METHOD_NOT_SUPPORTED", "EXPECTATION_FAILED"].includes(code),
);

/** A procedure's errors by status: those that all share, and its own. */
export function errorResponses(own: Partial<Record<ProcedureErrorCode, string>>): Record<string, Response> {
  const both = [...shared, ...Object.keys(own).filter(isErrorCode)];
  return Object.fromEntries(
    both.map((code) => {
      const description = own[code as ProcedureErrorCode];
      const reference = { $ref: `#/components/responses/${code}` };
      return [errorCodes[code].status, { ...reference, ...(description && { description }) }];
    }),
  );
}

/** The response with a procedure's answer, in tRPC's envelope. */
export function answer(data: Schema, example: unknown): Response {
  const result: Schema = { type: "object", properties: { data }, required: ["data"] };
  return {
    description: "The answer",
    headers: refer("X-Request-Id", "RateLimit-Policy", "RateLimit"),
    content: {
      "application/json": {
        schema: { type: "object", properties: { result }, required: ["result"] },
        example: { result: { data: example } },
      },
    },
  };
}

function describeError(code: ErrorCode): Response {
  const wait = code === "TOO_MANY_REQUESTS";
  const { data, ...error } = errorShape(code);
  const example = { error: { ...error, data: { ...data, ...(wait && { retryAfterSeconds: 42 }) } } };
  return {
    description: errorCodes[code].when,
    headers: refer(
      "X-Request-Id",
      "RateLimit-Policy",
      "RateLimit",
      ...(wait ? (["Retry-After"] as const) : []),
    ),
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" }, example } },
  };
}

function refer(...names: (keyof typeof headers)[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
