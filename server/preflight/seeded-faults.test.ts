import { describe, expect, it } from "vitest";
import type { Operation } from "#core/operation/operation.ts";
import { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { Context } from "../context.ts";
import { createDraft } from "../draft/create-draft.ts";
import { putBlob } from "../storage.ts";
import { createSample, createScene, standingBox } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { checkAll } from "../test/preflight-fixture.ts";
import { editOf } from "../test/release-fixture.ts";
import { getPreflight } from "./get-preflight.ts";

const move = (direction: "left" | "right" | "front", distanceMeters: number): Operation => ({
  kind: "move",
  direction,
  distanceMeters,
});

/** A thing on the floor at world (x, y), with width, height and length. */
type Thing = { label: string; box: readonly [number, number, number, number, number] };

/** What is wrong with one accepted sample that would otherwise pass: "Move the chair 50 cm to the left." */
type Fault = {
  readonly code: PreflightCode;
  readonly severity?: "warning";
  /** Left out: a name by the fault's place in the list. */
  readonly sceneId?: string;
  readonly things?: readonly Thing[];
  readonly target?: string;
  readonly operation?: Operation;
  readonly instruction?: string;
  /** Changes the edit after it was made. */
  readonly edit?: (edit: Edit) => Partial<Edit>;
  /** Changes rows before the edit is made. */
  readonly scene?: (ctx: Context, frameId: string) => Promise<unknown>;
  /** Changes rows after the sample is there. */
  readonly sample?: (ctx: Context, sampleId: string) => Promise<unknown>;
  readonly acceptances?: number;
};

const chairData = (data: object) => (ctx: Context, frameId: string) =>
  ctx.db.frameObject.update({ where: { id: `${frameId}:annotation:1` }, data });

const faults: readonly Fault[] = [
  {
    code: "label-movable",
    edit: () => ({ label: "wall", instruction: "Move the wall 50 cm to the left." }),
  },
  { code: "visible-before", scene: chairData({ visibleFraction: 0.1 }) },
  { code: "depth-range", operation: move("front", 2.5) },
  { code: "in-frame", operation: move("left", 4) },
  {
    code: "min-pixel-size",
    things: [{ label: "dice", box: [0, 2, 0.05, 0.05, 0.05] }],
    target: "annotation:3",
  },
  {
    code: "visible-change",
    things: [{ label: "potted plant", box: [0.2, 2.6, 0.4, 0.8, 0.3] }],
    target: "annotation:3",
    operation: { kind: "rotate", sense: "clockwise", angleDegrees: 45 },
    severity: "warning",
  },
  {
    code: "occlusion",
    things: [{ label: "cupboard", box: [-0.75, 2.2, 0.7, 2, 0.4] }],
    operation: move("left", 0.6),
  },
  { code: "collision", operation: move("right", 1.5), edit: toTheTable },
  { code: "support", edit: ({ targetBox }) => ({ targetBox: raised(targetBox) }) },
  {
    code: "leaves-room",
    things: [{ label: "wall", box: [-0.8, 3, 0.02, 2.5, 3] }],
    operation: move("left", 0.8),
  },
  { code: "box-matches-operation", operation: move("left", 0.9), edit: halfAMetre },
  { code: "reference-unique", things: [{ label: "chair", box: [0.5, 3, 0.5, 0.9, 0.5] }] },
  { code: "words-match", instruction: "Move the chair 50 cm to the right." },
  {
    code: "oracle",
    operation: move("left", 0.2),
    instruction: "Move the chair 20 cm to the left.",
  },
  { code: "evaluator-grammar", instruction: "Drag the chair 50 cm to the left." },
  { code: "evaluator-file", instruction: "" },
  {
    code: "yaw-margin",
    target: "annotation:2",
    operation: { kind: "rotate", sense: "clockwise", angleDegrees: 180 },
    severity: "warning",
  },
  { code: "id", sceneId: "room_edit_1" },
  { code: "image", scene: withImage(Buffer.from("no picture")) },
  { code: "image-size", severity: "warning" },
  {
    code: "camera-frame",
    scene: (ctx, frameId) =>
      ctx.db.frame.update({
        where: { id: frameId },
        data: {
          intrinsics: { fx: 1000, fy: 1000, cx: 640, cy: 480, width: 1280, height: 960 },
        },
      }),
  },
  {
    code: "not-for-release",
    sample: (ctx, id) =>
      ctx.db.sample.update({ where: { id }, data: { notForRelease: "not ours" } }),
  },
  { code: "redetection", sample: missInRedetection },
  {
    code: "no-revision",
    sample: (ctx, id) => ctx.db.sample.update({ where: { id }, data: { currentRevisionId: null } }),
  },
  { code: "review-missing", acceptances: 0 },
  {
    code: "comment-open",
    sample: (ctx, sampleId) =>
      ctx.db.comment.create({
        data: { sampleId, actorId: ctx.actor.id, body: "The chair is a stool." },
      }),
  },
  { code: "reviews-disagree", severity: "warning", sample: rejectedByAnother },
];

function toTheTable(): Partial<Edit> {
  return { targetBox: standingBox(1.1, 4, 0.5, 0.9, 0.5) };
}

function halfAMetre(): Partial<Edit> {
  return { targetBox: standingBox(-0.9, 3, 0.5, 0.9, 0.5) };
}

function raised(box: Edit["targetBox"]): Edit["targetBox"] {
  // The camera's y axis points down.
  return box && { ...box, center: [box.center[0], box.center[1] - 0.4, box.center[2]] as never };
}

function withImage(content: Buffer) {
  return async (ctx: Context, frameId: string) =>
    ctx.db.frame.update({
      where: { id: frameId },
      data: { imageHash: await putBlob(content) },
    });
}

async function missInRedetection(ctx: Context, sampleId: string): Promise<void> {
  const sample = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
  await ctx.db.redetection.create({
    data: {
      revisionId: sample.currentRevisionId!,
      detector: "detector",
      modelHash: "0".repeat(64),
      passed: false,
      matches: 0,
      distance: null,
      detail: { label: "chair", message: "nothing found", boxes: [], removed: [], problems: [] },
      provenanceHash: sample.provenanceHash,
    },
  });
}

async function rejectedByAnother(ctx: Context, sampleId: string): Promise<void> {
  await ctx.db.actor.createMany({
    data: [{ id: "person:other", name: "Other", kind: "person" }],
    skipDuplicates: true,
  });
  await judge(ctx, sampleId, "reject", "person:other");
}

async function judge(ctx: Context, sampleId: string, kind: string, actorId: string): Promise<void> {
  const { currentRevisionId } = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
  await ctx.db.verdict.create({
    data: { sampleId, revisionId: currentRevisionId!, actorId, kind, reason: null },
  });
}

async function seed(ctx: Context, fault: Fault, index: number): Promise<string> {
  const { frameId } = await createScene(
    ctx,
    fault.sceneId ?? `fault${String(index).padStart(5, "0")}`,
  );
  for (const [place, { label, box }] of (fault.things ?? []).entries())
    await ctx.db.frameObject.create({
      data: {
        ...(await ctx.db.frameObject.findUniqueOrThrow({
          where: { id: `${frameId}:annotation:1` },
          select: { frameId: true, backend: true, provenanceHash: true },
        })),
        id: `${frameId}:annotation:${place + 3}`,
        key: `annotation:${place + 3}`,
        label,
        box: JSON.parse(JSON.stringify(standingBox(...box))),
        inImageFraction: 1,
        visibleFraction: 1,
        score: 1,
      },
    });
  await fault.scene?.(ctx, frameId);
  const edit = await editOf(ctx, frameId, {
    id: fault.target ?? "annotation:1",
    operation: fault.operation ?? move("left", 0.5),
    instruction: fault.instruction ?? "Move the chair 50 cm to the left.",
  });
  const sampleId = await createSample(ctx, frameId, {
    state: "accepted",
    edit: { ...edit, ...fault.edit?.(edit) },
  });
  if (fault.acceptances !== 0) await judge(ctx, sampleId, "accept", ctx.actor.id);
  await fault.sample?.(ctx, sampleId);
  return sampleId;
}

describe("a preflight", () => {
  it("finds every fault that is seeded, under its code and with its severity", () =>
    inRollback(async (ctx) => {
      const seeded = new Map<string, Fault>();
      for (const [index, fault] of faults.entries())
        seeded.set(await seed(ctx, fault, index), fault);
      expect(await checkAll(ctx, { source: "accepted" })).toHaveLength(faults.length);
      const { findings } = await getPreflight(ctx, { source: "accepted" });
      const missed = [...seeded].flatMap(([sampleId, { code, severity = "blocking" }]) =>
        findings.some(
          (one) => one.sampleId === sampleId && one.code === code && one.severity === severity,
        )
          ? []
          : [
              `${code}: ${findings
                .filter((one) => one.sampleId === sampleId)
                .map((one) => `${one.severity} ${one.code}`)
                .join(", ")}`,
            ],
      );
      expect(missed).toEqual([]);

      // What is about a choice, not a sample.
      const frameId = "fault00001_frame_000000";
      const twin = await editOf(ctx, frameId, {
        id: "annotation:1",
        operation: move("left", 0.55),
        instruction: "Move the chair 55 cm to the left.",
      });
      const twinId = await createSample(ctx, frameId, { number: 1, state: "accepted", edit: twin });
      const pinned = [...seeded].find(([, { code }]) => code === "not-for-release")![0];
      const spec = { quotas: { total: 1000 }, pinned: [pinned] };
      const { id: draftId } = await createDraft(ctx, { name: "much", spec });
      const nothing = { query: { labels: ["nothing of this name"] } };
      const { id: emptyId } = await createDraft(ctx, { name: "nothing", spec: nothing });
      const ofDraft = await getPreflight(ctx, { draftId });
      const ofNothing = await getPreflight(ctx, { draftId: emptyId });
      expect(ofNothing.findings).toMatchObject([{ code: "pick-empty", severity: "blocking" }]);
      const ofSamples = new Set(faults.map(({ code }) => code));
      expect(ofDraft.findings.filter(({ code }) => !ofSamples.has(code))).toMatchObject([
        { code: "pin-missing", severity: "blocking", sampleId: pinned },
        { code: "near-duplicate", severity: "warning", sampleId: twinId },
        { code: "photos-restricted", severity: "warning", sampleId: null },
        { code: "quota-unfilled", severity: "warning", sampleId: null },
      ]);
      const found = [...findings, ...ofDraft.findings, ...ofNothing.findings];
      expect(new Set(found.map(({ code }) => code))).toEqual(new Set(PreflightCode.options));
    }));

  it("finds nothing that blocks about a sound sample", () =>
    inRollback(async (ctx) => {
      await seed(ctx, { code: "image-size" }, 0);
      await checkAll(ctx, { source: "accepted" });
      const { findings, obstacles } = await getPreflight(ctx, { source: "accepted" });
      expect(findings.map(({ code }) => code)).toEqual(["image-size", "photos-restricted"]);
      expect(obstacles).toEqual([]);
    }));
});
