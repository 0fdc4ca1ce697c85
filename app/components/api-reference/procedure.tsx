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
      <Subheading id={path}>{path}</Subheading>
      <Paragraph>
        <WithCode text={summary} />
      </Paragraph>
      <CodeBlock code={`POST /api/trpc/${path}\n\n${body}`} />
      <Fields caption="Input" fields={input} />
      <Fields caption="Answer" fields={answer} />
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

function Fields({ caption, fields }: { caption: string; fields: Field[] }) {
  if (fields.length === 0) return <Paragraph>{caption}: nothing</Paragraph>;
  const rows = fields.map(({ path, type, notes }) => [
    <WithCode key="field" text={`\`${path}\``} />,
    <WithCode key="type" text={type} />,
    <WithCode key="notes" text={notes.join("; ")} />,
  ]);
  return <ResponsiveTable caption={caption} captionSize="s" head={["Field", "Type", "Notes"]} rows={rows} />;
}
