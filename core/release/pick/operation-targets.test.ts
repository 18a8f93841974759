import * as fc from "fast-check";
import { expect, test } from "vitest";
import { apportion, operationTargets } from "./operation-targets.ts";
import { DraftSpec } from "./draft-spec.ts";

test("whole numbers add up to the total and lie within one of their exact parts", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.array(fc.nat(100), { minLength: 1 }), (total, parts) => {
      fc.pre(parts.some((part) => part > 0));
      const whole = apportion(total, new Map(parts.entries()));
      const sum = parts.reduce((all, part) => all + part, 0);
      expect([...whole.values()].reduce((all, part) => all + part, 0)).toBe(total);
      for (const [index, part] of parts.entries())
        expect(Math.abs((whole.get(index) ?? 0) - (total * part) / sum)).toBeLessThan(1);
    }),
  );
});

test("a balance is struck among the operations that the query names, or else those that there are", () => {
  const targets = (raw: object) => {
    const { query, quotas } = DraftSpec.parse(raw);
    return operationTargets(query, quotas, new Set(["remove", "move"]));
  };
  const quotas = { total: 5, operations: { kind: "balanced" } };
  expect([...(targets({ quotas }) ?? [])]).toEqual([
    ["move", 3],
    ["remove", 2],
  ]);
  expect([...(targets({ quotas, query: { operations: ["rotate", "move"] } }) ?? [])]).toEqual([
    ["move", 3],
    ["rotate", 2],
  ]);
  expect(targets({})).toBeNull();
});

test("a spec that contradicts itself is refused with the field", () => {
  const faulty = (raw: object) =>
    DraftSpec.safeParse(raw).error?.issues.map(({ path }) => path.join("."));
  const quotasWith = (quotas: object) => ({ quotas });
  expect(faulty(quotasWith({ operations: { kind: "balanced" } }))).toEqual(["quotas.total"]);
  expect(faulty(quotasWith({ sceneMin: 3, sceneMax: 2 }))).toEqual(["quotas.sceneMin"]);
  const shares = { kind: "shares", shares: { move: 0 } };
  expect(faulty(quotasWith({ total: 3, operations: shares }))).toEqual([
    "quotas.operations.shares",
  ]);
  expect(faulty({ split: { train: 0, val: 0, test: 0 } })).toEqual(["split"]);
  expect(faulty({ pinned: ["a", "b"], excluded: ["b"] })).toEqual(["pinned"]);
});
