import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { isMovableLabel } from "#core/scene/label.ts";
import { randomRoom, roomCamera, roomWith } from "#core/test/room.ts";
import { MoveFrame, OperationKind } from "./operation.ts";
import { proposeForFrames, proposeOperations } from "./propose-operations.ts";
import { ProposeOptions } from "./propose-options.ts";

const options = ProposeOptions.parse({});
const rooms = fc.integer().map((seed) => randomRoom(seed, 14));

describe("proposing", () => {
  test("the same seed gives the same edits, another seed others", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, same] = [randomRoom(seed, 14), randomRoom(seed, 14)];
        expect(proposeOperations(one, options, 3)).toEqual(proposeOperations(same, options, 3));
      }),
      { numRuns: 20 },
    );
    const room = randomRoom(5, 14);
    const text = (seed: number) => canonicalJson(proposeOperations(room, options, seed).edits);
    expect(text(1)).not.toBe(text(2));
  });

  test("proposes nothing twice, nothing fixed, and nothing that a perfect edit could not score with", () => {
    fc.assert(
      fc.property(rooms, (scene) => {
        const { edits } = proposeOperations(scene, options, 1);
        expect(edits.length).toBeLessThanOrEqual(options.candidatesPerFrame);
        for (const { targetId } of edits) {
          const ofObject = edits.filter((edit) => edit.targetId === targetId);
          expect(ofObject.length).toBeLessThanOrEqual(options.candidatesPerObject);
        }
        const names = edits.map(({ targetId, operation }) =>
          canonicalJson({ targetId, operation }),
        );
        expect(new Set(names).size).toBe(names.length);
        for (const edit of edits) {
          expect(isMovableLabel(edit.label, [])).toBe(true);
          const findings = checkEdit(scene, edit);
          const failed = findings.filter((finding) => !finding.passed).map(({ check }) => check);
          expect(failed).not.toContain("oracle");
          expect(failed).not.toContain("in-frame");
          expect(failed).not.toContain("visible-before");
          expect(failed).not.toContain("reference-unique");
          expect(failed).not.toContain("box-matches-operation");
        }
        const blocked = edits.filter((edit) => isBlocked(checkEdit(scene, edit))).length;
        expect(blocked).toBeLessThanOrEqual(edits.length / 2);
      }),
      { numRuns: 40 },
    );
  });

  test("proposes edits of what stays where it is only in a scene that takes it for movable", () => {
    const room = roomWith([{ label: "radiator", at: [0, 3.5], size: [0.5, 0.5, 0.5] }]);
    const labels = (scene: FrameScene) =>
      proposeOperations(scene, options, 1).edits.map(({ label }) => label);
    expect(labels(room)).toEqual([]);
    expect(labels({ ...room, includedLabels: ["radiator"] })).toContain("radiator");
  });

  test("proposes no edits of labels that are excluded", () => {
    const scene = randomRoom(5, 14);
    const label = proposeOperations(scene, options, 1).edits[0]!.label;
    const excludedLabels = [` ${label.toUpperCase()} `];
    const { edits } = proposeOperations(scene, { ...options, excludedLabels }, 1);
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.map((edit) => edit.label)).not.toContain(label);
  });

  test("gives the kinds equal shares and spreads directions, senses and amounts", () => {
    const things = ["chair", "box", "lamp", "book", "bag", "drum"].map((label, i) => ({
      label,
      at: [(i - 2.5) * 0.7, 3.6 + (i % 2) * 0.7] as const,
      size: [0.12, 0.3, 0.6] as const,
      headingRadians: 0.3,
    }));
    const { edits, shortfall } = proposeOperations(roomWith(things), options, 1);
    expect(shortfall.filter(({ of }) => of === "places")).toEqual([]);
    const ofKind = (kind: string) => edits.filter((edit) => edit.operation.kind === kind);
    for (const kind of ["move", "rotate", "remove"]) {
      expect(ofKind(kind)).toHaveLength(6);
      expect(new Set(ofKind(kind).map((edit) => edit.targetId)).size).toBeGreaterThanOrEqual(5);
    }
    const ways = ofKind("move").map(
      ({ operation }) => operation.kind === "move" && operation.direction,
    );
    expect(new Set(ways).size).toBe(4);
    const amounts = ofKind("rotate").map(
      ({ operation }) => operation.kind === "rotate" && operation.angleDegrees,
    );
    expect(new Set(amounts).size).toBeGreaterThanOrEqual(5);
  });

  test("only does what the options ask for", () => {
    const only = ProposeOptions.parse({
      operations: ["move"],
      distancesMeters: [0.6],
      candidatesPerFrame: 5,
    });
    fc.assert(
      fc.property(rooms, (scene) => {
        const { edits } = proposeOperations(scene, only, 1);
        expect(edits.length).toBeLessThanOrEqual(5);
        for (const { operation } of edits)
          expect(operation).toMatchObject({ kind: "move", distanceMeters: 0.6 });
      }),
      { numRuns: 20 },
    );
  });
});

describe("proposing for many photos", () => {
  const everything = ProposeOptions.parse({
    operations: OperationKind.options,
    moveFrames: MoveFrame.options,
    candidatesPerFrame: 40,
  });
  const photos = Array.from({ length: 12 }, (_, index) => ({
    ...randomRoom(index, 14),
    frameKey: `frame_${String(index).padStart(6, "0")}`,
  }));

  test("holds the shares over all of them, draws nothing twice and no more than asked from one", () => {
    const { drawn, emptyPlaces, shortfall } = proposeForFrames(photos, everything, 140, 1);
    expect(drawn.length + emptyPlaces).toBe(140);
    expect(shortfall.length).toBeGreaterThan(0);
    const names = drawn.map(({ scene, edit }) =>
      canonicalJson([
        scene.frameKey,
        edit.operation.kind === "view" ? "" : edit.targetId,
        edit.operation,
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const kind of OperationKind.options)
      expect(drawn.filter(({ edit }) => edit.operation.kind === kind).length).toBeLessThanOrEqual(
        20,
      );
    for (const photo of photos)
      expect(drawn.filter(({ scene }) => scene === photo).length).toBeLessThanOrEqual(40);
    for (const { scene, edit } of drawn) {
      const bad = checkEdit(scene, edit).filter(({ passed }) => !passed);
      expect(bad.map(({ check }) => check)).not.toContain("oracle");
      expect(bad.map(({ check }) => check)).not.toContain("box-matches-operation");
    }
  });

  test("does not depend on the order in which they are given", () => {
    const said = (scenes: typeof photos) =>
      proposeForFrames(scenes, everything, 60, 7).drawn.map(({ scene, edit }) => [
        scene.frameKey,
        edit,
      ]);
    expect(said(photos.toReversed())).toEqual(said(photos));
  });

  test("follows the weights", () => {
    const heavy = ProposeOptions.parse({ weights: { move: 4 }, candidatesPerFrame: 40 });
    const { drawn } = proposeForFrames(photos, heavy, 30, 1);
    const moves = drawn.filter(({ edit }) => edit.operation.kind === "move");
    expect(moves).toHaveLength(20);
  });

  test("takes boxes with a yaw near a half turn last", () => {
    const photo = roomWith(
      [0, Math.PI - 0.02, 0.3].map((headingRadians, index) => ({
        label: ["chair", "crate", "lamp"][index]!,
        at: [index - 1, 3.5] as const,
        size: [0.4, 0.5, 0.3] as const,
        headingRadians,
      })),
      roomCamera(),
    );
    const removals = ProposeOptions.parse({ operations: ["remove"] });
    for (const seed of [1, 2, 3, 4, 5]) {
      const { edits } = proposeOperations(photo, removals, seed);
      expect(edits.map(({ label }) => label).at(-1)).toBe("crate");
    }
  });
});

test("a photo that yields little says why", () => {
  const scene = roomWith([
    { label: "wall", at: [0, 6], size: [4, 2.5, 0.1] },
    { label: "chair", at: [-0.5, 4], size: [0.5, 0.9, 0.5], visibleFraction: 0.02 },
    { label: "thimble", at: [0.4, 4], size: [0.02, 0.02, 0.02] },
    { label: "vase", at: [-1, 4.5], size: [0.2, 0.4, 0.2] },
    { label: "crate", at: [1, 5], size: [0.9, 0.9, 0.9] },
    { label: "mug", at: [0, 3], size: [0.3, 0.3, 0.3] },
    { label: "mug", at: [0.01, 3.01], size: [0.3, 0.3, 0.3] },
    { label: "camera", at: [0.6, 3], size: [0.3, 0.3, 0.3] },
  ]);
  const { shortfall } = proposeOperations(scene, options, 1);
  const counts = Object.fromEntries(
    shortfall.map(({ reason, of, count }) => [`${reason} ${of}`, count]),
  );
  expect(counts).toMatchObject({
    "fixed-label objects": 2,
    "hardly-visible objects": 1,
    "too-small objects": 1,
    "no-clear-words objects": 2,
    "too-large-to-move objects": 1,
    "looks-the-same-turned objects": 1,
  });
  expect(counts["nothing-left places"]).toBeGreaterThan(0);
});
