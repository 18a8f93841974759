import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultGuidelines } from "#core/guideline/default-guidelines.ts";
import { MarkdownText } from "./markdown.tsx";

const shown = (text: string) => renderToStaticMarkup(createElement(MarkdownText, { text }));

test("headings, lists, emphasis and links are shown as such, one level below the page", () => {
  const html = shown("# Rules\n\n- **bold** and `code`\n\n[more](https://example.org/a?b=1&c=2)");
  expect(html).toContain("<h2>Rules</h2>");
  expect(html).toContain("<li><strong>bold</strong> and <code>code</code></li>");
  expect(html).toContain('href="https://example.org/a?b=1&amp;c=2"');
  expect(html).toMatch(/<a [^>]*rel="noopener noreferrer nofollow"/);
});

test("markup and addresses that act are letters", () => {
  const payloads = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/x.png)",
    '[x](https://ok.example "\\" onmouseover=alert(1) x=\\"")',
    "[x]: javascript:alert(1)\n\n[x]",
    "text <b onclick=alert(1)>bold</b>",
    "`<script>alert(1)</script>`",
    "```\n</pre><script>alert(1)</script>\n```",
  ];
  for (const text of payloads) {
    const html = shown(text);
    // Whatever is left of it has to be one of our own tags with one of our own attributes.
    const tags = html.match(/<[^>]*>/g) ?? [];
    for (const tag of tags)
      expect(tag, `${text} gave ${html}`).toMatch(
        /^<(?:\/?(?:p|ul|li|pre|code|span|strong)|div class="markdown"|\/div|\/a|a href="https:\/\/ok\.example" target="_blank" rel="noopener noreferrer nofollow")>$/,
      );
  }
  expect(shown("<script>alert(1)</script>")).toContain("&lt;script&gt;");
});

test("the studio's own text is shown without anything left over", () => {
  const html = shown(defaultGuidelines);
  expect(html.match(/<h3>/g)!.length).toBeGreaterThan(4);
  expect(html).not.toMatch(/\*\*|^#|\|---/m);
});
