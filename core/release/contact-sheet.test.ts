import { describe, expect, it } from "vitest";
import type { ContactSheetEntry } from "./contact-sheet.ts";
import { contactSheet } from "./contact-sheet.ts";

const entry = (sampleId: string, operation: ContactSheetEntry["operation"], label = "chair") => ({
  sampleId,
  operation,
  label,
  instruction: `Do something with the ${label}.`,
  size: { width: 640, height: 480 },
  pictures: { before: `pictures/${sampleId}_b.png`, after: `pictures/${sampleId}_a.png` },
});

describe("a contact sheet", () => {
  const page = contactSheet("v0", [
    entry("a", "move"),
    entry("b", "remove", `<img src=x onerror="alert(1)">`),
    entry("c", "move", `it's "big" & old`),
  ]);

  it("shows every sample with both pictures and can show one operation alone", () => {
    expect(page.match(/<article /g)).toHaveLength(3);
    expect(page.match(/src="pictures\/[abc]_[ab]\.png"/g)).toHaveLength(6);
    expect(page).toContain(`#op-move:checked ~ main article:not([data-operation="move"])`);
    expect(page).toContain(`<label for="op-move">move <small>2</small></label>`);
    expect(page).not.toContain("op-rotate");
  });

  it("writes texts as texts", () => {
    expect(page.match(/<img /g)).toHaveLength(6);
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(page).toContain("it&#39;s &quot;big&quot; &amp; old");
  });

  it("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|<link|@import|url\(|https?:|\/\//i);
  });
});
