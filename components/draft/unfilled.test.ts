import { expect, test } from "vitest";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import { pickSamples } from "#core/release/pick/pick-samples.ts";
import { unfilledOf } from "./unfilled.ts";

const candidate = (id: string, sceneId: string): PickCandidate => ({
  id,
  sceneId,
  imageId: `${sceneId}_0`,
  objectKey: `${sceneId} 0`,
  label: "chair",
  operation: { kind: "remove" },
  acceptances: [],
});

test("what is wanting is told once, without the numbers that stand beside it", () => {
  const spec = DraftSpec.parse({
    quotas: { operations: { kind: "counts", counts: { remove: 4 } }, sceneMax: 2, sceneMin: 2 },
    pinned: ["gone"],
  });
  const candidates = ["a", "b", "c"].map((id) => candidate(id, "one"));
  const pick = pickSamples([...candidates, candidate("d", "two")], spec);
  expect(unfilledOf({ pick, pinsMissing: [{ id: "gone", why: "no such sample" }] })).toEqual([
    {
      name: "remove",
      picked: 3,
      wanted: 4,
      why: "of 4 in 2 scenes, 1 cannot come in: 1 in scenes that hold 2 already",
    },
    { name: "two", picked: 1, wanted: 2, why: "there are no more that fit the query" },
    { name: "pin gone", picked: null, wanted: null, why: "no such sample" },
  ]);
});

test("nothing is wanting where nothing was asked", () => {
  const pick = pickSamples([candidate("a", "one")], DraftSpec.parse({}));
  expect(unfilledOf({ pick, pinsMissing: [] })).toEqual([]);
});
