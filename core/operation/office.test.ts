import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { invert } from "#core/geometry/rigid-transform.ts";
import { namingFaults } from "#core/test/named-objects.ts";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { readAnnotation } from "#core/scene/annotation.ts";
import { boxFromObb } from "#core/scene/box-from-obb.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { readScanPose } from "#core/scene/scan-pose.ts";
import { MoveFrame, OperationKind } from "./operation.ts";
import { proposeForFrames, proposeOperations } from "./propose-operations.ts";
import { ProposeOptions } from "./propose-options.ts";

const shared = process.env.GSI_SHARED ?? join(import.meta.dirname, "../../../shared");
const walk = join(shared, "data/office-walk");
const scan = join(walk, "data/d5a0000001");
const isThere = existsSync(scan);
if (!isThere) console.warn(`skipped: the office scan is not at ${walk} (set GSI_SHARED)`);

const Expected = z.object({
  frames: z.record(
    z.string(),
    z.object({
      objects: z.array(z.object({ objectId: z.number(), visible_fraction: z.number().nullish() })),
    }),
  ),
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The six photos for which the share of each object's surface that is seen was measured. */
function officePhotos(): FrameScene[] {
  const { frames } = Expected.parse(readJson(join(walk, "expected.json")));
  const poses = z
    .record(z.string(), z.unknown())
    .parse(readJson(join(scan, "iphone/pose_intrinsic_imu.json")));
  const annotation = readAnnotation(readJson(join(scan, "scans/segments_anno.json")));
  return Object.entries(frames).map(([frameKey, { objects: measured }]) => {
    const pose = readScanPose(poses[frameKey]);
    if ("problem" in pose) throw new Error(pose.problem);
    const intrinsics = { ...pose.pinhole, width: 540, height: 360 };
    const cameraFromWorld = invert(pose.worldFromCamera);
    const objects = annotation.objects.flatMap(({ key, label, obb }): FrameObject[] => {
      const lifted = obb && liftObject(intrinsics, cameraFromWorld, boxFromObb(obb));
      if (!lifted) return [];
      const visibleFraction =
        measured.find(({ objectId }) => String(objectId) === key)?.visible_fraction ?? null;
      return [{ id: `annotation:${key}`, label, ...lifted, visibleFraction, score: 1 }];
    });
    const sceneKey = "d5a0000001";
    return { sceneKey, frameKey, intrinsics, cameraFromWorld, floorHeightMeters: 0, objects };
  });
}

describe.skipIf(!isThere)("on six photos of a real office", () => {
  const photos = isThere ? officePhotos() : [];
  const worded = photos.flatMap((scene) =>
    proposeOperations(scene, ProposeOptions.parse({}), 1).edits.map((bare) => {
      const margins = defaultCheckOptions.referenceUnique;
      const instruction = writeInstruction(scene, bare, 1, margins) ?? "";
      const edit = { ...bare, instruction };
      return { scene, edit, findings: checkEdit(scene, edit) };
    }),
  );
  const good = worded.filter(({ findings }) => !isBlocked(findings));

  test("at least 60 candidates pass every hard check, most of those proposed", () => {
    expect(good.length).toBeGreaterThanOrEqual(60);
    expect(good.length / worded.length).toBeGreaterThan(0.7);
  });

  test("all kinds, senses and level directions and several labels are among them", () => {
    const shareOf = (kind: string) =>
      good.filter(({ edit }) => edit.operation.kind === kind).length / good.length;
    for (const kind of ["move", "rotate", "remove"]) expect(shareOf(kind)).toBeGreaterThan(0.2);
    const ways = good.flatMap(({ edit: { operation } }) =>
      operation.kind === "move"
        ? operation.direction
        : operation.kind === "rotate"
          ? operation.sense
          : [],
    );
    expect([...new Set(ways)].toSorted()).toEqual(
      expect.arrayContaining(["behind", "clockwise", "counterclockwise", "front", "left", "right"]),
    );
    expect(new Set(good.map(({ edit }) => edit.label)).size).toBeGreaterThanOrEqual(5);
  });

  test("every one has words that pass the checks of words, and a perfect edit scores", () => {
    for (const { edit, findings } of worded) {
      expect(edit.instruction).not.toBe("");
      for (const name of ["words-match", "reference-unique", "oracle"] as const)
        expect(findings.find(({ check }) => check === name)).toMatchObject({ passed: true });
    }
  });

  test("edits of all kinds keep their quotas, and every name fits its object alone", () => {
    const everything = ProposeOptions.parse({
      operations: OperationKind.options,
      moveFrames: MoveFrame.options,
      candidatesPerFrame: 200,
      candidatesPerObject: 200,
      weights: { remove: 0.5, "place-on-receptacle": 0.5 },
    });
    const { drawn, emptyPlaces } = proposeForFrames(photos, everything, 240, 1);
    expect(emptyPlaces).toBe(0);
    expect(drawn).toHaveLength(240);
    for (const kind of OperationKind.options) {
      const own = drawn.filter(({ edit }) => edit.operation.kind === kind).length;
      const weight = everything.weights[kind] ?? 1;
      expect(Math.abs(own / drawn.length - weight / 6), kind).toBeLessThan(0.02);
    }
    for (const { scene, edit: bare } of drawn) {
      const margins = defaultCheckOptions.referenceUnique;
      const instruction = writeInstruction(scene, bare, 1, margins);
      expect(instruction, JSON.stringify(bare.operation)).not.toBeNull();
      const edit = { ...bare, instruction: instruction! };
      expect(namingFaults(scene, edit), edit.instruction).toEqual([]);
      expect(instructionAgreement(scene, edit), edit.instruction).toEqual([]);
      const swapped = scene.objects.find(
        ({ id, label }) => id !== edit.targetId && label === edit.label,
      );
      if (swapped && edit.operation.kind !== "view")
        expect(namingFaults(scene, { ...edit, targetId: swapped.id })).not.toEqual([]);
    }
  });

  test("no word or label is wrong: the object meant is the only one of its name or leads by its superlative", () => {
    // Worked out again from the boxes alone, without the code that chose the words.
    const across: Record<string, (one: FrameObject) => number> = {
      leftmost: ({ box }) => box.center[0] / box.center[2],
      rightmost: ({ box }) => -box.center[0] / box.center[2],
      "nearest to the camera": ({ box }) => Math.hypot(...box.center),
      "farthest from the camera": ({ box }) => -Math.hypot(...box.center),
    };
    let told = 0;
    for (const { scene, edit } of worded) {
      const meant = scene.objects.find(({ id }) => id === edit.targetId)!;
      expect(edit.label).toBe(meant.label);
      const alike = scene.objects.filter(
        ({ id, label }) =>
          id !== meant.id && (label === meant.label || label.endsWith(` ${meant.label}`)),
      );
      const superlative = Object.keys(across).find(
        (words) =>
          edit.instruction.includes(`${words} ${meant.label}`) ||
          edit.instruction.includes(`${meant.label} ${words}`),
      );
      if (superlative) {
        const measure = across[superlative]!;
        for (const other of alike) expect(measure(other)).toBeGreaterThan(measure(meant));
        told++;
      } else if (!/ (?:on|nearest to) the |highest|lowest/.test(edit.instruction)) {
        expect(alike).toEqual([]);
        told++;
      }
    }
    expect(told).toBeGreaterThan(worded.length / 3);
  });
});
