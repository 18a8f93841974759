import { expect, test } from "vitest";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import { markOf, withMark } from "./mark-sample.ts";

test("a sample is on one list at most, so that the spec stays one that can be saved", () => {
  const pinned = withMark(DraftSpec.parse({ pinned: ["b"] }), "a", "pinned");
  expect(pinned.pinned).toEqual(["a", "b"]);
  const excluded = withMark(pinned, "a", "excluded");
  expect([excluded.pinned, excluded.excluded]).toEqual([["b"], ["a"]]);
  expect(DraftSpec.safeParse(excluded).success).toBe(true);
  expect(markOf(excluded, "a")).toBe("excluded");
  expect(markOf(withMark(excluded, "a", null), "a")).toBeNull();
});
