import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { startHistory } from "./edit-history.ts";
import type { WorkingEdit as Working } from "./working-edit.ts";
import { isFollowedBy, isSameState, nextWorkingEdit, WorkingEdit } from "./working-edit.ts";

const history = startHistory({
  targetId: "annotation:1",
  label: "mug",
  operation: { kind: "remove" },
  sourceBox: orientedBox(point(0, 0, 2), [0.1, 0.1, 0.1], identityRotation),
  targetBox: null,
  instruction: "Remove the mug.",
});
const said = { version: 1, history };
const [ann, ben] = ["a".repeat(32), "b".repeat(32)];

test("a state is followed by what came from it, and by nothing made beside it", () => {
  const first = nextWorkingEdit(ann, [], said);
  const second = nextWorkingEdit(ann, [first], said);
  const taken = nextWorkingEdit(ben, [second], said);
  const beside = nextWorkingEdit(ann, [second], said);
  expect(isFollowedBy(first, second)).toBe(true);
  expect(isFollowedBy(first, taken)).toBe(true);
  expect(isFollowedBy(second, first)).toBe(false);
  expect(isFollowedBy(taken, beside)).toBe(false);
  expect(isFollowedBy(beside, taken)).toBe(false);
  const both = nextWorkingEdit(ann, [beside, taken], said);
  expect([beside, taken].every((state) => isFollowedBy(state, both))).toBe(true);
});

test("however states come from each other, each follows its ancestors and only them", () => {
  const clients = Array.from({ length: 5 }, (_, number) => `${number}`.repeat(16));
  const step = fc.record({ client: fc.nat(4), from: fc.array(fc.nat(), { maxLength: 2 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const made: { state: Working; ancestors: Set<number> }[] = [];
      for (const { client, from } of steps) {
        // A client always knows its own last state, as it shows it.
        const own = made.findLastIndex(({ state }) => state.mark.client === clients[client]);
        const parents = [...(own < 0 ? [] : [own]), ...from.map((at) => at % (made.length || 1))];
        const known = parents.filter((at) => at < made.length);
        made.push({
          state: nextWorkingEdit(
            clients[client]!,
            known.map((at) => made[at]!.state),
            said,
          ),
          ancestors: new Set(known.flatMap((at) => [at, ...made[at]!.ancestors])),
        });
      }
      for (const [later, { state, ancestors }] of made.entries()) {
        expect(WorkingEdit.parse(state)).toEqual(state);
        for (const [earlier, { state: other }] of made.entries())
          expect(isFollowedBy(other, state)).toBe(later === earlier || ancestors.has(earlier));
      }
    }),
  );
});

test("the same state is told from one with the same number by another client", () => {
  const [hers, his] = [nextWorkingEdit(ann, [], said), nextWorkingEdit(ben, [], said)];
  expect(hers.mark.counter).toBe(his.mark.counter);
  expect(isSameState(hers, structuredClone(hers))).toBe(true);
  expect(isSameState(hers, his)).toBe(false);
});
