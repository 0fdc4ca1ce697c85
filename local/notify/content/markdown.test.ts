import { expect, it } from "vitest";
import { renderMarkdown } from "./markdown.ts";
import { sanitise } from "./sanitise.ts";

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
  ["[here](javascript:x)", "<p>[here](javascript:x)</p>"],
  [
    'https://a.example/"onload="x',
    '<p><a href="https://a.example/&quot;onload=&quot;x">https://a.example/&quot;onload=&quot;x</a></p>',
  ],
])("renders %j", (text, html) => {
  expect(renderMarkdown(text)).toBe(html);
});

it.each([
  "# Head",
  "* bullet",
  "- bullet",
  "^ inset",
  "1. one",
  "1.one",
  "#one",
  "-one",
  "---",
  "[here](https://evil.example)",
  "https://evil.example",
  "hthttp://xttp://evil.example",
  "HTTPS://EVIL.EXAMPLE/x",
  "www.evil.example",
  "\\[here](https://evil.example)",
  "one\n\n# two",
])("leaves neither link nor formatting of %j", (typed) => {
  expect(renderMarkdown(sanitise(typed))).not.toMatch(/<(?!\/?p>)|evil|\n/i);
});

it.each(["Anne-Marie O'Neil", "Dr. J. Smith (head)", "St.Mary's C of E", "Éric *Z*", "a_b+c@example.com"])(
  "leaves %j as it was typed",
  (typed) => {
    expect(sanitise(typed)).toBe(typed);
  },
);
