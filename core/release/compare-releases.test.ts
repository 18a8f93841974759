import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import { matrixFromYaw } from "#core/metric/gsi-rotation.ts";
import { movedChair, releaseOf, releasedSample } from "#core/test/release-manifest.ts";
import type { ComparableRelease, ComparedSample, ReleaseComparison } from "./compare-releases.ts";
import { compareReleases } from "./compare-releases.ts";
import type { Manifest, ReleasedSample } from "./manifest.ts";
import { changeTexts } from "./sample-change.ts";
import type { SampleChange } from "./sample-change.ts";

const imageId = releasedSample().imageId;
const [hashA, hashB] = ["a".repeat(64), "b".repeat(64)];

const release = (samples: readonly ReleasedSample[], photo = hashA) =>
  releaseOf(samples, { [imageId]: photo });

/** What is said to have changed of the one sample that both releases have. */
function changesTo(change: Partial<ReleasedSample>): readonly SampleChange[] {
  const { changed } = compareReleases(
    release([releasedSample()]),
    release([releasedSample(change)]),
  );
  return changed.flatMap(({ changes }) => changes);
}

const anySample: fc.Arbitrary<ReleasedSample> = fc
  .record({
    id: fc.integer({ min: 0, max: 7 }),
    image: fc.constantFrom("x_frame_000000", "x_frame_000001"),
    words: fc.constantFrom("Move the chair.", "Shift the chair."),
    x: fc.constantFrom(0, 0.1, 0.2, 2),
    gone: fc.boolean(),
  })
  .map(({ id, image, words, x, gone }) => {
    const { new_bbox_3d: moved, ...still } = movedChair;
    return releasedSample({
      sampleId: `sample-${id}`,
      imageId: image,
      operation: gone
        ? { kind: "remove" }
        : { kind: "move", direction: "right", distanceMeters: 0.5 },
      edit: {
        ...still,
        ...(!gone && { new_bbox_3d: moved }),
        prompt: words,
        original_bbox_3d: [x, 0.35, 3, 0.5, 0.9, 0.5, 0],
      },
    });
  });

const anyRelease: fc.Arbitrary<Manifest> = fc
  .tuple(
    fc.uniqueArray(anySample, { selector: ({ sampleId }) => sampleId, maxLength: 6 }),
    fc.constantFrom(hashA, hashB),
  )
  .map(([samples, photo]) => releaseOf(samples, { x_frame_000000: hashA, x_frame_000001: photo }));

const idsOf = (samples: readonly ComparedSample[]) => samples.map(({ sampleId }) => sampleId);

/** A comparison read from the other side, in an order of its own. */
function mirrored({ added, removed, changed, unchanged, operations }: ReleaseComparison) {
  return ordered({
    added: removed,
    removed: added,
    changed: changed.map((one) => ({
      before: one.after,
      after: one.before,
      changes: one.changes.map((change) => ({
        ...change,
        from: change.to,
        to: change.from,
      })) as SampleChange[],
    })),
    unchanged,
    operations: operations.map(({ kind, before, after }) => ({
      kind,
      before: after,
      after: before,
    })),
  });
}

function ordered(comparison: ReleaseComparison): ReleaseComparison {
  const key = ({ before, after }: ReleaseComparison["changed"][number]) =>
    [before.sampleId, after.sampleId].toSorted().join(" ");
  return {
    ...comparison,
    changed: comparison.changed.toSorted((p, q) => (key(p) < key(q) ? -1 : 1)),
  };
}

describe("the comparison of two releases", () => {
  it("finds nothing between a release and itself", () => {
    fc.assert(
      fc.property(anyRelease, (one) => {
        const { added, removed, changed, unchanged, operations } = compareReleases(one, one);
        expect([added, removed, changed]).toEqual([[], [], []]);
        expect(unchanged).toBe(one.samples.length);
        for (const { before, after } of operations) expect(after).toBe(before);
      }),
    );
  });

  it("says the same from both sides", () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (a, b) => {
        expect(ordered(compareReleases(b, a))).toEqual(mirrored(compareReleases(a, b)));
      }),
    );
  });

  it("accounts for every sample of both once", () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (a, b) => {
        const { added, removed, changed, unchanged, operations } = compareReleases(a, b);
        expect(removed.length + changed.length + unchanged).toBe(a.samples.length);
        expect(added.length + changed.length + unchanged).toBe(b.samples.length);
        const sum = (side: "before" | "after") =>
          operations.reduce((total, one) => total + one[side], 0);
        expect([sum("before"), sum("after")]).toEqual([a.samples.length, b.samples.length]);
      }),
    );
  });

  it("matches samples of another studio by photo, operation and box, the nearest first", () => {
    const at = (sampleId: string, x: number) =>
      releasedSample({
        sampleId,
        edit: { ...movedChair, original_bbox_3d: [x, 0.35, 3, 0.5, 0.9, 0.5, 0] },
      });
    const before = release([at("a", 0), at("b", 0.2), at("far", 2)]);
    const after = release([at("c", 0.21), at("d", 0)]);
    const { changed, unchanged, removed, added } = compareReleases(before, after);
    expect(changed.map((one) => [one.before.sampleId, one.after.sampleId])).toEqual([["b", "c"]]);
    expect([unchanged, idsOf(removed), idsOf(added)]).toEqual([1, ["far"], []]);
    const otherPhoto = compareReleases(before, release([at("d", 0)], hashB));
    expect(idsOf(otherPhoto.added)).toEqual(["d"]);
  });

  it("names what changed", () => {
    const whatOf = (change: Partial<ReleasedSample>) => changesTo(change).map(({ what }) => what);
    const review = { reviewer: "reviewer-0123456789ab", kind: "accept", revision: 1 } as const;
    expect(whatOf({ edit: { ...movedChair, prompt: "Shift the chair." } })).toEqual(["words"]);
    expect(whatOf({ label: "stool", edit: { ...movedChair, target: "stool" } })).toEqual(["label"]);
    expect(whatOf({ operation: { kind: "remove" } })).toEqual(["operation"]);
    expect(whatOf({ edit: { ...movedChair, reference: { label: "desk" } } })).toEqual([
      "reference",
    ]);
    expect(whatOf({ edit: { ...movedChair, rotation_matrix: matrixFromYaw(0.1) } })).toEqual([
      "box before",
      "box after",
    ]);
    expect(whatOf({ queryId: "1" })).toEqual(["file name"]);
    expect(whatOf({ reviews: [review] })).toEqual(["reviews"]);
    expect(whatOf({ gate: null, pictures: { before: hashA, after: hashB } })).toEqual([]);
    const photo = compareReleases(release([releasedSample()]), release([releasedSample()], hashB));
    expect(photo.changed[0]?.changes).toEqual([{ what: "photo", from: hashA, to: hashB }]);
  });

  it("measures how far a box is from the one before", () => {
    const [change] = changesTo({
      edit: { ...movedChair, new_bbox_3d: [-0.4, 0.35, 3.25, 0.5, 0.95, 0.5, 0] },
    });
    expect(change?.what === "box after" && change.amount).toEqual({
      movedMeters: 0.25,
      turnedDegrees: 0,
      resizedMeters: expect.closeTo(0.05) as number,
    });
    expect(change && changeTexts(change)).toEqual({
      from: "0.500 x 0.900 x 0.500 m at -0.400, 0.350, 3.000 m",
      to: "0.500 x 0.950 x 0.500 m at -0.400, 0.350, 3.250 m (moved 0.250 m, a side changed by 0.050 m)",
    });
    const { new_bbox_3d: _moved, ...still } = movedChair;
    const [gone] = changesTo({ edit: still });
    expect(gone?.what === "box after" && gone.amount).toBeNull();
    expect(gone && changeTexts(gone).to).toBe("none");
  });

  it("states a turn in degrees, and a change that is too small to be read", () => {
    const textAfter = (edit: ReleasedSample["edit"]) => {
      const [change] = changesTo({ edit });
      return change && changeTexts(change).to;
    };
    const turned = { ...movedChair, rotation_matrix: matrixFromYaw(Math.PI / 6) };
    expect(textAfter(turned)).toContain("(turned 30.0°)");
    const barely = { ...movedChair, new_bbox_3d: [-0.4, 0.35, 3, 0.5, 0.9, 0.5, 1e-9] } as const;
    expect(textAfter(barely)).toContain("(by less than 1 mm and 0.1°)");
  });

  it("says where the camera is, also of a data set whose edits alone know it", () => {
    const roomIn = (before: ComparableRelease) =>
      compareReleases(before, release([])).removed[0]?.room;
    const [frozen] = release([releasedSample()]).images;
    const known = { ...frozen!.intrinsics };
    const withPoints = release([releasedSample()]);
    withPoints.scenes[0]!.points = hashB;
    expect(roomIn(withPoints)).toEqual({
      intrinsics: known,
      cameraFromWorld: null,
      pointsHash: hashB,
    });
    const { width, height } = known;
    const k = intrinsicsIn896(known);
    const edit = { ...movedChair, camera_intrinsics: matrixFromIntrinsics(k) };
    const images = [{ imageId, sha256: hashA, width, height }];
    const foreign = roomIn({ samples: [releasedSample({ edit })], images });
    expect(foreign?.pointsHash).toBeNull();
    for (const key of ["fx", "fy", "cx", "cy", "width", "height"] as const)
      expect(foreign?.intrinsics[key]).toBeCloseTo(known[key], 9);
    expect(roomIn({ samples: [releasedSample()], images: [] })).toBeNull();
  });

  it("counts the operations of both", () => {
    const removal = releasedSample({ sampleId: "sample-1", operation: { kind: "remove" } });
    const { operations } = compareReleases(
      release([releasedSample()]),
      release([releasedSample(), removal]),
    );
    expect(operations).toEqual([
      { kind: "move", before: 1, after: 1 },
      { kind: "remove", before: 0, after: 1 },
    ]);
  });
});
