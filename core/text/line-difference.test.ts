import { expect, test } from "vitest";
import { lineDifference } from "./line-difference.ts";

test("lines count, not how they are broken; a text that was not there is all new", () => {
  expect(lineDifference("# Rules\r\n\r\nold", "# Rules\n\nnew")).toEqual([
    { kind: "same", part: "# Rules" },
    { kind: "same", part: "" },
    { kind: "removed", part: "old" },
    { kind: "added", part: "new" },
  ]);
  expect(lineDifference("", "new")).toEqual([{ kind: "added", part: "new" }]);
});
