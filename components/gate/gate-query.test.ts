import { expect, test } from "vitest";
import { gateQuery, gateQueryFrom } from "./gate-query.ts";

test("an address gives back what was chosen, whatever is in the names", () => {
  const query = { gate: "qwen/vl 72b&x", operation: "move", scene: "0123456789" };
  const read = gateQueryFrom(Object.fromEntries(new URLSearchParams(gateQuery(query))));
  expect(read).toEqual({ ...query, run: undefined });
});

test("what is empty, repeated or unknown is not set", () => {
  expect(gateQuery({})).toBe("");
  expect(gateQuery(gateQueryFrom({ gate: "", scene: ["a", "b"], page: "2" }))).toBe("");
});
