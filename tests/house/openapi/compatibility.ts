import type { Schema } from "../../../server/openapi/json-schema.ts";

/** The parts of an OpenAPI document that are compared. */
export type Contract = {
  info: { version: string };
  paths: Record<string, { post: Called }>;
  components: { schemas: Record<string, Schema> };
};

type Body = { content: { "application/json": { schema: Schema } } };
type Called = { requestBody: Body & { required: boolean }; responses: Record<string, object> };

/** `input`: callers send it, so it must not become narrower. `answer`: callers read it, so it must not become wider. */
type Direction = "input" | "answer";

/** A schema before and after a change, with everything that its references name. */
type Pair = { before: Schema; after: Schema; at: string; direction: Direction };

/**
 * Lists what breaks callers of `before` in `after` (specification, section 5, Compatibility), in words. New values of
 * enumerations in answers do not break: callers must expect them.
 */
export function findBreaks(before: Contract, after: Contract): string[] {
  const [resolveBefore, resolveAfter] = [resolver(before), resolver(after)];
  const compare = (pair: Pair) =>
    compareSchemas({ ...pair, before: resolveBefore(pair.before), after: resolveAfter(pair.after) });
  const ofCalls = Object.entries(before.paths).flatMap(([path, { post: old }]) => {
    const now = after.paths[path]?.post;
    if (now === undefined) return [`${path}: the procedure is gone`];
    const needsBody = now.requestBody.required && !old.requestBody.required;
    return [
      ...(needsBody ? [`${path}: needs an input`] : []),
      ...compare({
        before: schemaOf(old.requestBody),
        after: schemaOf(now.requestBody),
        at: `${path} input`,
        direction: "input",
      }),
      ...compare({
        before: schemaOf(old.responses["200"] as Body),
        after: schemaOf(now.responses["200"] as Body),
        at: `${path} answer`,
        direction: "answer",
      }),
    ];
  });
  const [oldError = {}, newError = {}] = [
    before.components.schemas["Error"],
    after.components.schemas["Error"],
  ];
  const ofErrors = compare({ before: oldError, after: newError, at: "errors", direction: "answer" });
  return [...new Set([...ofCalls, ...ofErrors])];
}

/** Whether a version may break callers of another one: its first number that is not 0 is larger. */
export function mayBreak(before: string, after: string): boolean {
  const [old, now] = [before, after].map((version) => version.split(".").map(Number));
  const differing = (now ?? []).findIndex((number, index) => number !== old?.[index]);
  const leading = (old ?? []).findIndex((number) => number !== 0);
  return differing !== -1 && differing <= leading && (now?.[differing] ?? 0) > (old?.[differing] ?? 0);
}

function schemaOf({ content }: Body): Schema {
  return content["application/json"].schema;
}

/** Returns a function that puts in place of each reference what it names. */
function resolver({ components }: Contract): (schema: Schema) => Schema {
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.split("/").at(-1);
    const { properties, items } = name === undefined ? schema : (components.schemas[name] ?? {});
    const own = name === undefined ? schema : (components.schemas[name] ?? {});
    return {
      ...own,
      ...(properties && { properties: mapValues(properties, resolve) }),
      ...(items && { items: resolve(items) }),
    };
  };
  return resolve;
}

function compareSchemas(pair: Pair): string[] {
  const { before, after, at, direction } = pair;
  const [variants, others] = [variantsOf(before), variantsOf(after)];
  if (variants.length > 1 || others.length > 1) return compareVariants(pair, variants, others);
  if (before.type !== after.type) {
    const isAny = direction === "input" && after.type === undefined;
    return isAny ? [] : [`${at}: ${String(before.type)} is now ${String(after.type)}`];
  }
  return [...compareValues(pair), ...compareLimits(pair), ...compareFields(pair), ...compareInner(pair)];
}

/** Compares the kinds of value that a field can have, such as text and null. */
function compareVariants({ at, direction }: Pair, before: Schema[], after: Schema[]): string[] {
  const [allowed, given] = direction === "input" ? [before, after] : [after, before];
  const missing = allowed.filter((one) => !given.some((other) => kindOf(other) === kindOf(one)));
  const word = direction === "input" ? "can no longer be" : "can now be";
  return [
    ...missing.map((one) => `${at}: ${word} ${kindOf(one)}`),
    ...before.flatMap((one) => {
      const other = after.find((each) => kindOf(each) === kindOf(one));
      return other ? compareSchemas({ before: one, after: other, at, direction }) : [];
    }),
  ];
}

/** What tells apart the variants of a union: their type, and of objects the constant that names their kind. */
function kindOf({ type, properties = {} }: Schema): string {
  const constant = Object.values(properties).find(({ const: value }) => value !== undefined)?.const;
  return constant === undefined ? String(type) : `${String(type)} ${JSON.stringify(constant)}`;
}

function variantsOf(schema: Schema): Schema[] {
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => ({ ...schema, type: one }));
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function compareValues({ before, after, at, direction }: Pair): string[] {
  const [old, now] = [before, after].map(
    ({ enum: values, const: value }) => values ?? (value === undefined ? null : [value]),
  );
  if (!old && !now) return [];
  if (old && now) {
    return old
      .filter((value) => !now.includes(value))
      .map((value) => `${at}: ${JSON.stringify(value)} is gone`);
  }
  const isNarrower = now !== null;
  return isNarrower === (direction === "input") ? [`${at}: the values allowed have changed`] : [];
}

const upper = ["maximum", "maxLength", "maxItems"] as const;
const lower = ["minimum", "minLength", "minItems"] as const;

/** Compares limits, of inputs only: an answer's are promises that nobody relies on. */
function compareLimits({ before, after, at, direction }: Pair): string[] {
  if (direction === "answer") return before.format === after.format ? [] : [`${at}: the format has changed`];
  const tighter = [
    ...upper.filter((name) => (after[name] ?? Infinity) < (before[name] ?? Infinity)),
    ...lower.filter((name) => (after[name] ?? -Infinity) > (before[name] ?? -Infinity)),
    ...(["format", "pattern"] as const).filter(
      (name) => after[name] !== undefined && after[name] !== before[name],
    ),
  ];
  return tighter.map((name) => `${at}: ${name} allows less`);
}

function compareFields({ before, after, at, direction }: Pair): string[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  const [wasRequired, isRequired] = [before.required ?? [], after.required ?? []];
  const gone = Object.keys(old).filter((name) => !(name in now));
  const changed = direction === "input" ? minus(isRequired, wasRequired) : minus(wasRequired, isRequired);
  const word = direction === "input" ? "is now required" : "may now be missing";
  return [
    ...gone.map((name) => `${at}.${name}: is gone`),
    ...changed.filter((name) => name in now).map((name) => `${at}.${name}: ${word}`),
    ...Object.entries(old).flatMap(([name, field]) => {
      const other = now[name];
      return other ? compareSchemas({ before: field, after: other, at: `${at}.${name}`, direction }) : [];
    }),
  ];
}

/** Compares what lists and maps hold. */
function compareInner({ before, after, at, direction }: Pair): string[] {
  const [old, now] = [before, after].map(
    ({ additionalProperties: more, items }) => items ?? (typeof more === "object" ? more : null),
  );
  if (old && now) return compareSchemas({ before: old, after: now, at: `${at}[]`, direction });
  return direction === "input" &&
    before.additionalProperties !== false &&
    after.additionalProperties === false
    ? [`${at}: no longer allows other fields`]
    : [];
}

function minus(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function mapValues<Value, Result>(
  values: Record<string, Value>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
