import fc from "fast-check";
import { asBytes, type Sent } from "../product/exchange.ts";
import type { Target } from "./targets.ts";
import { anyText, prototypeKeys, typedEmail, typedName, wellFormed } from "./texts.ts";

/** A form of the product: its address and fields. */
export type Form = { target: Target; fields: string[] };

/** The fields of a page's form. */
export function readFields(page: string): string[] {
  const [, form = ""] =
    /<form method="post" action="[^"]*"[^>]*>(.*?)<\/form>/s.exec(
      page.replace(/<form[^>]*action="\/sign-out".*?<\/form>/s, ""),
    ) ?? [];
  return Array.from(
    form.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]*)"/g),
    ([, name = ""]) => name,
  );
}

type Entries = [name: string, value: string][];

/** A filled-in form: each field once, in the page's order. */
const likely: Record<string, fc.Arbitrary<string>> = {
  firstName: typedName,
  lastName: typedName,
  email: typedEmail,
};

export function typedInto(fields: string[]): fc.Arbitrary<Entries> {
  return fc.tuple(...fields.map((name) => fc.tuple(fc.constant(name), likely[name] ?? anyText)));
}

/** A form that no browser would send: fields that are missing, repeated, reordered or unknown. */
export function mangledInto(fields: string[]): fc.Arbitrary<Entries> {
  const names = fc.constantFrom(
    ...fields,
    ...prototypeKeys,
    "firstName[]",
    "email.x",
    "",
    "_method",
    "intent",
  );
  return fc.array(fc.tuple(names, anyText), { maxLength: 8 });
}

type Body = Pick<Sent, "headers"> & { body: Buffer };

const asUrlEncoded = (entries: Entries): Body => ({
  headers: [["Content-Type", "application/x-www-form-urlencoded"]],
  body: Buffer.from(new URLSearchParams(entries).toString()),
});

const boundary = "----oddboundary";

const asMultipart = (entries: Entries): Body => ({
  headers: [["Content-Type", `multipart/form-data; boundary=${boundary}`]],
  body: Buffer.from(
    [...entries.map(([name, value]) => part(name, wellFormed(value))), `--${boundary}--\r\n`].join(""),
  ),
});

function part(name: string, value: string): string {
  const escaped = name.replace(/[\r\n"]/g, (char) => encodeURIComponent(char));
  return `--${boundary}\r\nContent-Disposition: form-data; name="${escaped}"\r\n\r\n${value}\r\n`;
}

/** The two ways in which browsers send a form. */
export const encodings = { urlEncoded: asUrlEncoded, multipart: asMultipart };

const types = [
  ...[
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "text/plain",
    "",
  ],
  ...["multipart/form-data", "multipart/form-data; boundary=", `multipart/form-data; boundary="${boundary}"`],
  ...[
    `multipart/form-data; boundary=${"x".repeat(300)}`,
    `multipart/mixed; boundary=${boundary}`,
    "application/json",
  ],
];

/** Bytes that are almost a form, with a content type that may be wrong. */
export function brokenBodies(fields: string[]): fc.Arbitrary<Body> {
  const entries = fc.oneof(typedInto(fields), mangledInto(fields));
  const whole = fc
    .tuple(entries, fc.constantFrom(asUrlEncoded, asMultipart))
    .map(([typed, encode]) => encode(typed).body);
  const escapes = fc.constantFrom(
    "firstName=%",
    "firstName=%E0%A4%A",
    "email=%ED%A0%80",
    "a=%00&__proto__=%C0%AF",
    "=&=&&&;",
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="email"; filename="a\u0000.txt"\r\n\r\n\u00FF\u00FE\r\n--${boundary}--\r\n`;
  const cut = fc.tuple(whole, fc.nat(), fc.nat()).map(([bytes, from, length]) => {
    const start = from % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + (length % 20))]);
  });
  const raw = fc
    .oneof(fc.constant(file), escapes, anyText.map(asBytes))
    .map((text) => Buffer.from(text, "latin1"));
  return fc
    .tuple(
      fc.oneof(
        cut,
        whole,
        raw,
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      fc.constantFrom(...types),
    )
    .map(([body, type]) => ({ body, headers: type === "" ? [] : [["Content-Type", type]] }));
}
