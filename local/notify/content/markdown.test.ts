import { expect, it } from "vitest";
import { readableText, renderMarkdown } from "./markdown.ts";

it.each([
  ["# Sign in", "<h3>Sign in</h3>"],
  ["## Sign in", "<h4>Sign in</h4>"],
  ["* one\n* two", "<ul><li>one</li><li>two</li></ul>"],
  ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
  ["1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"],
  ["^ a@example.com\n^ b", "<blockquote><p>a@example.com<br>b</p></blockquote>"],
  ["^ 1.smith@example.com", "<blockquote><ol><li>smith@example.com</li></ol></blockquote>"],
  ["#Head", "<h3>Head</h3>"],
  ["---", "<hr>"],
  ["one\ntwo\n\nthree", "<p>one<br>two</p>\n<p>three</p>"],
  ["# Head\ntext", "<h3>Head</h3>\n<p>text</p>"],
  ["not **bold** _nor_", "<p>not **bold** _nor_</p>"],
  ["<b>&", "<p>&lt;b&gt;&amp;</p>"],
  [
    "at https://a.example/?x=1&y.",
    '<p>at <a href="https://a.example/?x=1&amp;y">https://a.example/?x=1&amp;y</a>.</p>',
  ],
  ["[here](https://a.example/)", '<p><a href="https://a.example/">here</a></p>'],
  ["[here](javascript:x)", '<p><a href="unsafe:javascript:x">here</a></p>'],
  ["see ![a picture](https://a.example/)", "<p>see </p>"],
  ["### Third", "<p>Third</p>"],
  ["Head\n===\ntext", "<h3>Head</h3>\n<p>text</p>"],
  ["one , two .", "<p>one, two.</p>"],
  ["HTTPS://A.EXAMPLE or www.a.example", "<p>HTTPS://A.EXAMPLE or www.a.example</p>"],
  ["in xhttp://a.example", '<p>in x<a href="http://a.example">http://a.example</a></p>'],
  // Entities are decoded before Notify looks for Markdown, but for four.
  ["&lbrack;here&rsqb;(https&colon;//a.example)", '<p><a href="https://a.example">here</a></p>'],
  ["one&NewLine;&#10;&num; Head", "<p>one</p>\n<h3>Head</h3>"],
  [
    "&lpar;&amp;lt;&rpar; &lt;b&gt; &#60; &nosuch; &constructor; &lt",
    "<p>&lpar;&amp;lt;&rpar; &lt;b&gt; &lt; &amp;nosuch; &amp;constructor; &amp;lt</p>",
  ],
  ["&#x110000; &#0;", "<p>\uFFFD \uFFFD</p>"],
  [
    'https://a.example/"onload="x',
    '<p><a href="https://a.example/&quot;onload=&quot;x">https://a.example/"onload="x</a></p>',
  ],
])("renders %j", (text, html) => {
  expect(renderMarkdown(text)).toBe(html);
});

it("shows text as a reader sees it, with the marks of Markdown", () => {
  const typed = String.raw`Dear Jean\-Luc O'Neil &amp; Sons &lpar;both&rpar;`;

  expect(readableText(`${typed}\n\n^ a`)).toBe("Dear Jean-Luc O'Neil & Sons (both)\n\n^ a");
});
