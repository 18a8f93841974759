import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quaternionAbout } from "#core/geometry/quaternion.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import { poseDistance } from "./pose-distance.ts";
import { SelectFramesOptions } from "./select-frames-options.ts";
import type { SelectableFrame } from "./select-frames.ts";
import { selectFrames } from "./select-frames.ts";
import type { MeasuredFrame } from "./selection.ts";

type Made = { frame: SelectableFrame; measured: MeasuredFrame | null };

/** A camera at x metres that looks `degrees` to the side. */
function frameAt(number: number, x: number, degrees = 0): SelectableFrame {
  const turned = quaternionAbout([0, 0, 1], (degrees * Math.PI) / 180);
  return {
    id: `frame_${number}`,
    key: `frame_${String(number).padStart(6, "0")}`,
    number,
    stream: "iphone",
    exclusion: null,
    cameraFromWorld: invert(rigidTransform<"World", "Camera">(turned, [x, 0, 1.5])),
  };
}

const good = { sharpness: 0.7, shownKeys: ["1", "2"], maskedShare: 0 };
const options = (changed: Partial<SelectFramesOptions>) => SelectFramesOptions.parse(changed);

function select(made: readonly Made[], changed: Partial<SelectFramesOptions>) {
  const measured = new Map(made.map((one) => [one.frame.id, one.measured]));
  const frames = made.map(({ frame }) => frame);
  return selectFrames(frames, "scene", 1, (id) => measured.get(id) ?? null, options(changed));
}

const detailOf = (made: readonly Made[], changed: Partial<SelectFramesOptions>, number: number) =>
  select(made, changed).outcomes.get(`frame_${number}`)!.detail;

const walks = fc.array(
  fc.record({
    x: fc.double({ min: 0, max: 2, noNaN: true }),
    degrees: fc.double({ min: 0, max: 40, noNaN: true }),
    stream: fc.constantFrom("iphone" as const, "dslr" as const),
    exclusion: fc.constantFrom(null, null, "bad"),
    measured: fc.constantFrom<(MeasuredFrame | null)[]>(
      good,
      good,
      { ...good, shownKeys: ["3"] },
      { ...good, shownKeys: ["3", "4", "5"] },
      { ...good, sharpness: 0.5 },
      { ...good, maskedShare: 0.5 },
      { unreadable: "cut off" },
      null,
    ),
  }),
  { minLength: 1, maxLength: 60 },
);
const made = (walk: typeof walks extends fc.Arbitrary<infer W> ? W : never): Made[] =>
  walk.map(({ x, degrees, stream, exclusion, measured }, number) => ({
    frame: { ...frameAt(number, x, degrees), stream, exclusion },
    measured,
  }));
const limits = fc.record({
  every: fc.integer({ min: 1, max: 10 }),
  triesPerGroup: fc.integer({ min: 1, max: 4 }),
  prefer: fc.constantFrom("draw" as const, "coverage" as const),
  sharpnessRule: fc.constantFrom("published" as const, "relative" as const),
  duplicateDistanceMeters: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("a selection", () => {
  it("keeps at most one of a group, none that something speaks against, and no two that show the same", () => {
    fc.assert(
      fc.property(walks, limits, (walk, changed) => {
        const frames = made(walk);
        const { outcomes, groupCount } = select(frames, changed);
        const kept = [...outcomes].filter(([, outcome]) => outcome.kept);
        const groups = kept.map(([, { detail }]) => detail.group);
        expect(new Set(groups).size).toBe(groups.length);
        for (const group of groups) expect(group).toBeLessThan(groupCount);
        for (const [, { kept: isKept, detail }] of outcomes)
          expect(detail.reasons.some(({ kind }) => kind === "kept")).toBe(isKept);
        const poses = kept.map(([id]) => frames.find(({ frame }) => frame.id === id)!.frame);
        poses.forEach((a, i) =>
          poses.slice(i + 1).forEach((b) => {
            const { meters, degrees } = poseDistance(a.cameraFromWorld, b.cameraFromWorld);
            expect(meters < changed.duplicateDistanceMeters && degrees < 10).toBe(false);
          }),
        );
      }),
    );
  });

  it("does not depend on the order of frames and measurements", () => {
    fc.assert(
      fc.property(walks, limits, (walk, changed) => {
        const frames = made(walk);
        const once = select(frames, changed);
        const turned = select(frames.toReversed(), changed);
        expect(Object.fromEntries(turned.outcomes)).toEqual(Object.fromEntries(once.outcomes));
        expect(turned.unmeasured).toEqual(once.unmeasured);
      }),
    );
  });

  it("decides on every frame that was measured, and counts those that were not", () => {
    fc.assert(
      fc.property(walks, limits, (walk, changed) => {
        const frames = made(walk);
        const { outcomes, unmeasured } = select(frames, { ...changed, triesPerGroup: 50 });
        const missing = unmeasured.flatMap(({ frameIds }) => frameIds);
        expect(outcomes.size + missing.length).toBe(frames.length);
        for (const { frame, measured } of frames)
          expect(missing.includes(frame.id)).toBe(measured === null && frame.exclusion === null);
      }),
    );
  });

  it("keeps a frame of every group in which it kept one with stricter limits, duplicates aside", () => {
    fc.assert(
      fc.property(walks, fc.double({ min: 0.4, max: 0.8, noNaN: true }), (walk, sharpnessMin) => {
        const frames = made(walk);
        const keptGroups = (min: number) =>
          [...select(frames, { every: 3, sharpnessMin: min, duplicateDistanceMeters: 0 }).outcomes]
            .filter(([, { kept }]) => kept)
            .map(([, { detail }]) => detail.group);
        expect(keptGroups(sharpnessMin - 0.1)).toEqual(
          expect.arrayContaining(keptGroups(sharpnessMin)),
        );
      }),
    );
  });
});

describe("a reason", () => {
  it("for a kept frame gives its figures", () => {
    const one = [{ frame: frameAt(0, 0), measured: { ...good, sharpness: 0.6 } }];
    expect(detailOf(one, {}, 0)).toMatchObject({
      group: 0,
      attempt: 1,
      reasons: [{ kind: "kept", text: "sharpness 0.600, shows 2 movable objects well" }],
    });
  });

  it("is given for everything that speaks against a frame, each with its figure", () => {
    const measured = { sharpness: 0.5996, shownKeys: ["1"], maskedShare: 0.253 };
    expect(detailOf([{ frame: frameAt(0, 0), measured }], {}, 0).reasons).toEqual([
      { kind: "blurred", text: "sharpness 0.599 is under 0.60" },
      { kind: "few-objects", text: "shows 1 movable object well, at least 2 wanted" },
      { kind: "anonymised", text: "25.3 % is anonymised, at most 20 % allowed" },
    ]);
  });

  it("is the reading's own for a photo that cannot be read, and the scan's for one that it excludes", () => {
    const cut = [{ frame: frameAt(0, 0), measured: { unreadable: "cut off" } }];
    expect(detailOf(cut, {}, 0).reasons).toEqual([{ kind: "unreadable", text: "cut off" }]);
    const bad = [{ frame: { ...frameAt(0, 0), exclusion: "marked bad" }, measured: null }];
    expect(detailOf(bad, {}, 0)).toMatchObject({
      attempt: null,
      reasons: [{ kind: "excluded", text: "the scan excludes it: marked bad" }],
    });
  });

  it("names the kept frame that shows the same, and how near it is", () => {
    const walk = [frameAt(0, 0), frameAt(1, 0.1, 4), frameAt(2, 0.1, 20), frameAt(3, 0.2)];
    const pairs = walk.map((frame) => ({ frame, measured: good }));
    expect(detailOf(pairs, { every: 1 }, 1).reasons).toEqual([
      { kind: "near-duplicate", text: "0.10 m and 4.0° from photo 0, which is kept" },
    ]);
    for (const number of [0, 2, 3])
      expect(detailOf(pairs, { every: 1 }, number).reasons[0]!.kind).toBe("kept");
  });

  it("names the one of the group that is kept instead of a good one", () => {
    const pairs = [0, 1].map((number) => ({ frame: frameAt(number, number), measured: good }));
    expect(detailOf(pairs, { draw: "first" }, 1).reasons).toEqual([
      { kind: "group-served", text: "good as well: of its group photo 0 is kept" },
    ]);
  });
});

it("with coverage preferred, keeps the one that shows most of what was not shown yet", () => {
  const shows = [
    ["1", "2"],
    ["1", "2"],
    ["1", "3"],
    ["3", "4"],
  ];
  const pairs = shows.map((shownKeys, number) => ({
    frame: frameAt(number, number),
    measured: { ...good, shownKeys },
  }));
  const kept = (prefer: "draw" | "coverage") =>
    [...select(pairs, { every: 2, draw: "first", prefer }).outcomes]
      .filter(([, outcome]) => outcome.kept)
      .map(([id]) => id);
  expect(kept("draw")).toEqual(["frame_0", "frame_2"]);
  expect(kept("coverage")).toEqual(["frame_0", "frame_3"]);
});

it("loose photos are never near duplicates: their poses may be assumed", () => {
  const photos = [0, 1, 2].map((number) => ({
    frame: { ...frameAt(number, 0), stream: "photos" as const },
    measured: good,
  }));
  const kept = [...select(photos, {}).outcomes.values()].filter((outcome) => outcome.kept);
  expect(kept).toHaveLength(3);
});
