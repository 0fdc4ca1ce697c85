import type { Field } from "../../../server/openapi/fields";
import type { Entry } from "../../../server/openapi/reference";
import { Bullets, Paragraph, Subheading } from "../prose";
import { ResponsiveTable } from "../responsive-table";
import { CodeBlock, WithCode } from "./code";

/** What a procedure does, takes and answers. */
export function Procedure({ path, summary, input, answer, errors, example }: Entry) {
  const body = JSON.stringify(example, null, 2);
  return (
    <>
      <Subheading id={procedureId(path)}>{path}</Subheading>
      <Paragraph>
        <WithCode text={summary} />
      </Paragraph>
      <CodeBlock code={`POST /api/trpc/${path}\n\n${body}`} />
      <InputFields fields={input} />
      <AnswerFields fields={answer} />
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

function InputFields({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return <Paragraph>Input: nothing</Paragraph>;
  const rows = fields.map(({ path, type, notes }) => [
    <WithCode key="field" text={`\`${path}\``} />,
    <WithCode key="type" text={type} />,
    <WithCode key="notes" text={notes.join("; ")} />,
  ]);
  return <ResponsiveTable caption="Input" captionSize="s" head={["Field", "Type", "Notes"]} rows={rows} />;
}

/** A line for each field, indented as JSON is. Tables of all these would make the page ten times as heavy. */
function AnswerFields({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return <Paragraph>Answer: nothing (null)</Paragraph>;
  const lines = fields.map(
    ({ name, depth, type, notes }) => `${"  ".repeat(depth)}${name}: ${[type, ...notes].join("; ")}`,
  );
  return (
    <>
      <Paragraph>Answer:</Paragraph>
      <CodeBlock code={lines.join("\n").replaceAll("`", "")} />
    </>
  );
}
