import type { Block, Section } from "../../../server/openapi/guide/guide";
import { Bullets, Heading, Paragraph } from "../prose";
import { ResponsiveTable } from "../responsive-table";
import { CodeBlock, WithCode } from "./code";

/** One section of the guide to the API. */
export function GuideSection({ heading, blocks }: Section) {
  return (
    <>
      <Heading id={headingId(heading)}>{heading}</Heading>
      {blocks.map((block, index) => (
        <GuideBlock key={index} block={block} />
      ))}
    </>
  );
}

/** The id of a section, for links to it. */
export function headingId(heading: string): string {
  return heading.toLowerCase().replaceAll(" ", "-");
}

function GuideBlock({ block }: { block: Block }) {
  const withCode = (text: string, index: number) => <WithCode key={index} text={text} />;
  switch (block.kind) {
    case "text":
      return <Paragraph>{withCode(block.text, 0)}</Paragraph>;
    case "list":
      return <Bullets items={block.items.map(withCode)} />;
    case "code":
      return <CodeBlock code={block.code} />;
    case "table":
      return (
        <ResponsiveTable
          caption={block.caption}
          head={block.head}
          rows={block.rows.map((cells) => cells.map(withCode))}
        />
      );
  }
}
