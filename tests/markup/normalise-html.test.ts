import { describe, expect, test } from "vitest";
import { normaliseHtml } from "./normalise-html";

describe("normaliseHtml", () => {
  test.each([
    ["attribute order and case", '<p id="a" class="b">x</p>', '<P class="b"\n  ID="a" >x</P>'],
    ["spelling of boolean attributes", "<input disabled>", '<input disabled=""/>'],
    ["spaces in a class list", '<p class="a b">x</p>', '<p class=" a\n b">x</p>'],
    ["empty and self-closing elements", "<svg><path/></svg>", "<svg>\n<path></path>\n</svg>"],
    ["spelling of entities", "<p>&quot;it&#39;s&#x2f;&ctdot;</p>", "<p>\"it's/⋯</p>"],
    ["space at the ends of a block", "<li><a>x</a></li>", "<li>\n <a>\n x\n </a>\n</li>"],
    ["space between blocks", "<p>x</p><p>y</p>", "<p>x</p>\n\n<p>y</p>"],
    ["space within a button", "<button>x</button>", "<button>\n x\n</button>"],
    ["a run of spaces", "<p>x <b>y</b></p>", "<p>x\n\n <b> y</b></p>"],
    ["a space just inside or after an inline element", "<p><b>x</b> y</p>", "<p><b>x </b>y</p>"],
  ])("ignores %s", (_, one, other) => {
    expect(normaliseHtml(one)).toEqual(normaliseHtml(other));
  });

  test.each([
    ["a space between inline elements", "<p><b>x</b> <b>y</b></p>", "<p><b>x</b><b>y</b></p>"],
    ["a space before hidden text", "<a>x<span> y</span></a>", "<a>x<span>y</span></a>"],
    ["a space beside an icon", "<a><svg></svg> x</a>", "<a><svg></svg>x</a>"],
    ["a no-break space", "<p>&nbsp;x</p>", "<p> x</p>"],
    ["escaped markup", "<p>&lt;b&gt;</p>", "<p><b></p>"],
    ["a missing attribute", '<p id="">x</p>', "<p>x</p>"],
    ["the order of classes", '<p class="a b">x</p>', '<p class="b a">x</p>'],
    ["an element's name", "<p>x</p>", "<div>x</div>"],
    ["where an element ends", "<p><b>x</b>y</p>", "<p><b>xy</b></p>"],
    ["the order of siblings", "<b>x</b><i>y</i>", "<i>y</i><b>x</b>"],
  ])("distinguishes by %s", (_, one, other) => {
    expect(normaliseHtml(one)).not.toEqual(normaliseHtml(other));
  });

  test.each(["<!-- x -->", "<p", "&unknown;", "<p id=x>"])("refuses %s", (html) => {
    expect(() => normaliseHtml(html)).toThrow();
  });
});
