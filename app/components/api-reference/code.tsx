import { Fragment } from "react";

/** Text in which backticks surround code. */
export function WithCode({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className="app-code">
        {part}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

/** Lines of code. They break where the page is too narrow, so that nobody has to scroll sideways. */
export function CodeBlock({ code }: { code: string }) {
  return (
    <pre className="app-code-block">
      <code>{code}</code>
    </pre>
  );
}
