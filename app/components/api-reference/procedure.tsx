import type { Field } from "../../../server/openapi/fields";
import type { Entry } from "../../../server/openapi/reference";
import { Bullets, Paragraph, Subheading } from "../prose";
import { CodeBlock, WithCode } from "./code";

/** What a procedure does, takes and answers. */
export function Procedure({ path, summary, scope, input, answer, errors, example }: Entry) {
  const call = `POST /api/trpc/${path}\n\n${JSON.stringify(example, null, 2)}`;
  return (
    <>
      <Subheading id={procedureId(path)}>{path}</Subheading>
      <Paragraph>
        <WithCode text={summary} />
      </Paragraph>
      <Paragraph>
        <WithCode text={`Scope: \`${scope}\``} />
      </Paragraph>
      <CodeBlock code={call} />
      <Fields name="Input" fields={input} />
      <Fields name="Answer" fields={answer} />
      {errors.length > 0 && (
        <>
          <Paragraph>Errors:</Paragraph>
          <Bullets
            items={errors.map(({ code, when }) => (
              <WithCode key={code} text={`\`${code}\`: ${when}`} />
            ))}
          />
        </>
      )}
    </>
  );
}

/** The id of a procedure's heading, for links to it. */
export function procedureId(path: string): string {
  return path.replace(".", "-");
}

/** A line for each field, indented as JSON is. A table would make the page, which has hundreds of fields, slow to show. */
function Fields({ name, fields }: { name: string; fields: Field[] }) {
  if (fields.length === 0) return <Paragraph>{name}: nothing</Paragraph>;
  const lines = fields.map(
    ({ name: field, depth, type, notes }) => `${"  ".repeat(depth)}${field}: ${[type, ...notes].join("; ")}`,
  );
  return (
    <>
      <Paragraph>{name}:</Paragraph>
      <CodeBlock code={lines.join("\n").replaceAll("`", "")} />
    </>
  );
}
