import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation } from "#core/operation/operation.ts";
import { seededRandom } from "#core/random.ts";
import { DraftSpec } from "./draft-spec.ts";
import type { PickCandidate } from "./pick-candidate.ts";
import { pickSamples } from "./pick-samples.ts";
import { largestPick } from "#core/test/largest-pick.ts";

const spec = (raw: Record<string, unknown>) => DraftSpec.parse(raw);

const operations: readonly Operation[] = [
  { kind: "move", direction: "left", distanceMeters: 0.5 },
  { kind: "rotate", sense: "clockwise", angleDegrees: 45 },
  { kind: "remove" },
];

/** Candidates as a review leaves them: scenes of all sizes, photos in them, and objects that several photos show. */
function reviewed(count: number, sceneCount: number, seed = 1): PickCandidate[] {
  const random = seededRandom(seed, "reviewed");
  return Array.from({ length: count }, (_, index) => {
    const scene = Math.floor(sceneCount * random.next() ** 1.3);
    const operation = random.pick<Operation>([
      {
        kind: "move",
        direction: random.pick(["left", "right", "front", "behind"]),
        distanceMeters: random.pick([0.2, 0.5, 0.8, 1.5]),
      },
      {
        kind: "rotate",
        sense: random.pick(["clockwise", "counterclockwise"]),
        angleDegrees: random.pick([30, 45, 90, 120]),
      },
      { kind: "remove" },
    ]);
    return {
      id: `s${index}`,
      sceneId: `scene${scene}`,
      imageId: `scene${scene}_${random.below(5)}`,
      objectKey: `scene${scene} ${random.below(8)}`,
      label: random.pick(["chair", "table", "monitor"]),
      operation,
      acceptances: [],
    };
  });
}

/** Small cases, in which every choice can be looked at. */
const smallCandidates = fc
  .array(
    fc.record({
      scene: fc.nat(1),
      photo: fc.nat(1),
      object: fc.nat(2),
      operation: fc.constantFrom(...operations),
    }),
    { minLength: 1, maxLength: 11 },
  )
  .map((rows) =>
    rows.map(({ scene, photo, object, operation }, index): PickCandidate => ({
      id: `s${index}`,
      sceneId: `${scene}`,
      imageId: `${scene} ${photo}`,
      objectKey: `${scene} ${object}`,
      label: "chair",
      operation,
      acceptances: [],
    })),
  );

const few = fc.option(fc.integer({ min: 1, max: 3 }));
const smallQuotas = fc.record({
  total: fc.integer({ min: 1, max: 9 }),
  operations: fc.oneof(
    fc.constant({ kind: "any" }),
    fc.constant({ kind: "balanced" }),
    fc.record({
      kind: fc.constant("counts"),
      counts: fc.record({ move: fc.nat(4), rotate: fc.nat(4), remove: fc.nat(4) }),
    }),
  ),
  sceneMax: few,
  photoMax: few,
  objectMax: few,
});

function countsBy(picked: readonly PickCandidate[], keyOf: (one: PickCandidate) => string) {
  return [...Map.groupBy(picked, keyOf).values()].map((group) => group.length);
}

describe("GSI-Real's own choice", () => {
  const candidates = reviewed(2600, 211);
  const draft = spec({
    quotas: { total: 441, operations: { kind: "balanced" }, sceneMax: 3, sceneMin: 1 },
  });
  const pick = pickSamples(candidates, draft);
  const picked = candidates.filter(({ id }) => pick.ids.includes(id));

  test("441 samples over 211 scenes, three operations alike, at most three a scene", () => {
    expect(pick.all).toEqual({ wanted: 441, available: 2600, picked: 441, why: null });
    expect(pick.operations.map(({ operation, picked }) => [operation, picked])).toEqual([
      ["move", 147],
      ["rotate", 147],
      ["remove", 147],
    ]);
    const perScene = countsBy(picked, ({ sceneId }) => sceneId);
    expect(perScene.length).toBe(211);
    expect(Math.max(...perScene)).toBe(3);
    expect(pick.scenes.filter(({ why }) => why)).toEqual([]);
  });

  test("is spread evenly over ways and amounts", () => {
    const moves = picked.filter(({ operation }) => operation.kind === "move");
    const perBin = countsBy(moves, ({ operation }) => JSON.stringify(operation));
    expect(perBin.length).toBe(16);
    // 147 over 16 bins are 9.2 each; drawn blindly, the extremes would lie some ten apart.
    expect(Math.max(...perBin) - Math.min(...perBin)).toBeLessThanOrEqual(3);
  });

  test("another seed gives another choice of the same make-up", () => {
    const other = pickSamples(candidates, { ...draft, seed: 2 });
    expect(other.operations.map(({ picked }) => picked)).toEqual([147, 147, 147]);
    expect(other.ids.filter((id) => !pick.ids.includes(id)).length).toBeGreaterThan(200);
  });

  test("says what cannot be filled and why", () => {
    const scarce = candidates.filter(
      ({ operation, sceneId }) => operation.kind !== "rotate" || Number(sceneId.slice(5)) < 40,
    );
    const found = pickSamples(scarce, draft);
    const rotate = found.operations.find(({ operation }) => operation === "rotate");
    const perScene = countsBy(
      scarce.filter(({ operation }) => operation.kind === "rotate"),
      ({ sceneId }) => sceneId,
    );
    expect(perScene.length).toBe(40);
    const [all, most] = [(count: number) => count, (count: number) => Math.min(count, 3)].map(
      (of) => perScene.reduce((sum, count) => sum + of(count), 0),
    );
    expect(rotate).toMatchObject({ wanted: 147, available: all, picked: most });
    expect(rotate?.why).toBe(
      `rotate: ${most} of 147: of ${all} in 40 scenes, ${all! - most!} cannot come in: ${all! - most!} in scenes that hold 3 already`,
    );
  });

  test("a sample more or less changes little", () => {
    const changes = Array.from({ length: 25 }, (_, index) => {
      const without = candidates.toSpliced(index * 100, 1);
      const again = new Set(pickSamples(without, draft).ids);
      return pick.ids.filter((id) => !again.has(id) && id !== `s${index * 100}`).length;
    });
    // Of 441: less than one on average.
    expect(changes.reduce((sum, n) => sum + n, 0) / changes.length).toBeLessThan(1.5);
    expect(Math.max(...changes)).toBeLessThan(20);
  });
});

describe("a pick", () => {
  test("keeps every limit and every number", () => {
    fc.assert(
      fc.property(smallCandidates, smallQuotas, fc.nat(), (candidates, quotas, seed) => {
        const pick = pickSamples(candidates, spec({ quotas, seed }));
        const picked = candidates.filter(({ id }) => pick.ids.includes(id));
        const most = (keyOf: (one: PickCandidate) => string) =>
          Math.max(0, ...countsBy(picked, keyOf));
        expect(picked.length).toBe(pick.ids.length);
        expect(picked.length).toBeLessThanOrEqual(quotas.total);
        expect(most(({ sceneId }) => sceneId)).toBeLessThanOrEqual(quotas.sceneMax ?? Infinity);
        expect(most(({ imageId }) => imageId)).toBeLessThanOrEqual(quotas.photoMax ?? Infinity);
        expect(most(({ objectKey }) => objectKey)).toBeLessThanOrEqual(
          quotas.objectMax ?? Infinity,
        );
        for (const { wanted, available, picked, why } of pick.operations) {
          expect(picked).toBeLessThanOrEqual(Math.min(available, wanted ?? Infinity));
          expect(why === null).toBe(wanted === null || picked === wanted);
        }
      }),
    );
  });

  test("fills as far as can be, unless photos and objects are both limited", () => {
    fc.assert(
      fc.property(
        smallCandidates,
        smallQuotas,
        fc.constantFrom("photoMax", "objectMax"),
        (candidates, quotas, free) => {
          const draft = spec({ quotas: { ...quotas, [free]: null } });
          expect(pickSamples(candidates, draft).ids.length).toBe(largestPick(candidates, draft));
        },
      ),
      { numRuns: 400 },
    );
  });

  test("with all limits nearly always fills as far as can be, and never misses more than one", () => {
    const cases = fc.sample(fc.tuple(smallCandidates, smallQuotas), { numRuns: 2000, seed: 1 });
    const missing = cases.map(([candidates, quotas]) => {
      const draft = spec({ quotas });
      return largestPick(candidates, draft) - pickSamples(candidates, draft).ids.length;
    });
    expect(Math.max(...missing)).toBeLessThanOrEqual(1);
    expect(missing.filter((count) => count > 0).length).toBeLessThanOrEqual(cases.length / 200);
  });

  test("gives every scene its least where that can be, and no fewer samples for it", () => {
    fc.assert(
      fc.property(smallCandidates, smallQuotas, (candidates, quotas) => {
        const bare = { ...quotas, total: 9, objectMax: null, sceneMax: 3 };
        const draft = spec({ quotas: { ...bare, sceneMin: 1 } });
        const pick = pickSamples(candidates, draft);
        expect(pick.ids.length).toBe(largestPick(candidates, draft));
        const reached = pick.scenes.filter(({ picked }) => picked > 0).length;
        const oneEach = spec({ quotas: { ...bare, sceneMax: 1 } });
        expect(reached).toBe(largestPick(candidates, oneEach));
      }),
    );
  });

  test("is the same in whatever order the candidates come", () => {
    fc.assert(
      fc.property(smallCandidates, smallQuotas, fc.nat(), (candidates, quotas, seed) => {
        const draft = spec({ quotas, seed });
        const shuffled = seededRandom(seed, "shuffle").shuffle(candidates);
        expect(pickSamples(shuffled, draft)).toEqual(pickSamples(candidates, draft));
      }),
    );
  });

  test("holds every pin and nothing excluded, and says which pin breaks what", () => {
    fc.assert(
      fc.property(smallCandidates, smallQuotas, fc.nat(), (candidates, quotas, seed) => {
        const [pinned, excluded] = [
          [0, 1],
          [2, 3],
        ].map((which) => which.flatMap((index) => candidates[index]?.id ?? []));
        const draft = spec({ quotas, seed, pinned, excluded });
        const pick = pickSamples(candidates, draft);
        for (const id of pinned ?? []) expect(pick.ids).toContain(id);
        for (const id of excluded ?? []) expect(pick.ids).not.toContain(id);
        const pins = new Set(pinned);
        const unpinned = pickSamples(
          candidates.filter(({ id }) => pins.has(id)),
          spec({ quotas: { ...quotas, operations: { kind: "any" } } }),
        );
        // Pins that fit by themselves break nothing but, perhaps, the number of their operation.
        if (unpinned.ids.length === pins.size)
          for (const { why } of pick.pinsOverQuota) expect(why).toMatch(/of (move|rotate|remove)/);
      }),
    );
  });

  test("pins from outside the query are in, and missing ones are named", () => {
    const candidates = reviewed(30, 4);
    const outside = candidates.find(({ label }) => label === "table")!;
    const pick = pickSamples(
      candidates,
      spec({ query: { labels: ["chair"] }, pinned: [outside.id, "gone"] }),
    );
    expect(pick.ids).toContain(outside.id);
    expect(pick.pinsOverQuota).toEqual([{ id: outside.id, why: "it does not fit the query" }]);
    expect(pick.pinsMissing).toEqual(["gone"]);
  });

  test("asks for one acceptance that fits both the reviewer and the days", () => {
    const [one] = reviewed(1, 1);
    const accepted = (reviewer: string, day: string) => ({ reviewer, day });
    const candidates = [
      { ...one!, id: "both", acceptances: [accepted("reviewer-a", "2026-11-20")] },
      {
        ...one!,
        id: "one of each",
        acceptances: [accepted("reviewer-a", "2026-10-01"), accepted("reviewer-b", "2026-11-20")],
      },
      { ...one!, id: "nobody" },
    ];
    const query = { reviewers: ["reviewer-a"], acceptedFrom: "2026-11-20" };
    expect(pickSamples(candidates, spec({ query })).ids).toEqual(["both"]);
    expect(pickSamples(candidates, spec({})).ids.length).toBe(3);
  });
});

test("a hundred thousand candidates with every quota are filled", () => {
  const candidates = reviewed(100_000, 2000);
  const quotas = { total: 5000, operations: { kind: "balanced" }, sceneMin: 1, sceneMax: 3 };
  const pick = pickSamples(candidates, spec({ quotas: { ...quotas, photoMax: 1, objectMax: 1 } }));
  expect(pick.ids.length).toBe(5000);
});
