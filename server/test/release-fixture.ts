import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleState } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import { getFrameScene } from "../frame/get-frame-scene.ts";
import { putBlob } from "../storage.ts";
import { createSample, createScene } from "./factories.ts";

/** An edit of an object of the factory's scene. */
export async function editOf(
  ctx: Context,
  frameId: string,
  target: { id: string; operation: Operation; instruction: string },
): Promise<Edit> {
  const scene = await getFrameScene(ctx, frameId, "annotation");
  const object = objectById(scene, target.id);
  if (!object) throw new Error(`the scene has no ${target.id}`);
  return {
    targetId: object.id,
    label: object.label,
    operation: target.operation,
    sourceBox: object.box,
    targetBox: applyOperation(scene, object.box, target.operation),
    instruction: target.instruction,
  };
}

/** Two photos of two scenes with a move, a turn and a removal, all kept by the gate. Returns the sample ids. */
export async function createReleasableSamples(
  ctx: Context,
  state: SampleState = "queued",
): Promise<string[]> {
  const first = await createScene(ctx, "aaaaaaaaaa");
  const second = await createScene(ctx, "bbbbbbbbbb");
  const image = await sharp({
    create: { width: 640, height: 480, channels: 3, background: "#665544" },
  })
    .jpeg()
    .toBuffer();
  await ctx.db.frame.update({
    where: { id: second.frameId },
    data: { imageHash: await putBlob(image) },
  });
  const move = await editOf(ctx, first.frameId, {
    id: "annotation:1",
    operation: { kind: "move", direction: "left", distanceMeters: 0.5 },
    instruction: "Move the chair 50 cm to the left.",
  });
  const turn = await editOf(ctx, first.frameId, {
    id: "annotation:2",
    operation: { kind: "rotate", sense: "counterclockwise", angleDegrees: 45 },
    instruction: "Rotate the table 45 degrees counterclockwise.",
  });
  const removal = await editOf(ctx, second.frameId, {
    id: "annotation:1",
    operation: { kind: "remove" },
    instruction: "Remove the chair.",
  });
  const ids = [
    await createSample(ctx, first.frameId, { state, edit: move }),
    await createSample(ctx, first.frameId, { number: 1, state, edit: turn }),
    await createSample(ctx, second.frameId, { state, edit: removal }),
  ];
  for (const id of ids) await keep(ctx, id);
  return ids;
}

/** Lets the gate keep the current revision of a sample. */
export async function keep(ctx: Context, sampleId: string): Promise<void> {
  const sample = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
  await ctx.db.gateVerdict.create({
    data: {
      sampleId,
      revisionId: sample.currentRevisionId ?? "",
      gate: "rules",
      verdict: "keep",
      reasons: [],
      provenanceHash: sample.provenanceHash,
    },
  });
}

/** Runs a test with a new folder of its own, gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gsi-release-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
