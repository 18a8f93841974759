import { expect, test } from "vitest";
import { DraftSpec } from "./draft-spec.ts";

test("an empty draft takes every accepted sample", () => {
  const { query, quotas, seed } = DraftSpec.parse({});
  expect([query.source, quotas.total, quotas.operations.kind, seed]).toEqual([
    "accepted",
    null,
    "any",
    1,
  ]);
});

test.each([
  [{ quotas: { perScene: 3 } }, "perScene"],
  [{ querry: {} }, "querry"],
  [{ quotas: { operations: { kind: "balanced" } } }, "state one"],
  [{ quotas: { sceneMin: 4, sceneMax: 3 } }, "sceneMax"],
  [{ pinned: ["a"], excluded: ["a"] }, "a is excluded too"],
])("%j is refused and says why", (spec, message) => {
  expect(DraftSpec.safeParse(spec).error?.message).toContain(message);
});
