import { orientedBox, transformBox } from "#core/geometry/oriented-box.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleState } from "#core/sample/sample-state.ts";
import sharp from "sharp";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { recordProvenance } from "../provenance/record-provenance.ts";
import { revisionId } from "../sample/edit-of-revision.ts";
import { putBlob } from "../storage.ts";

/** A level camera 1.5 m above the floor that looks along world y. */
export const levelCamera: CameraFromWorld = rigidTransform(
  quaternionFromColumns([1, 0, 0], [0, 0, 1], [0, -1, 0]),
  [0, 1.5, 0],
);

/** An upright box that stands on the floor at world (x, y). */
export function standingBox(x: number, y: number, w: number, h: number, l: number): BoxInCamera {
  const upright = quaternionFromColumns([1, 0, 0], [0, 0, -1], [0, 1, 0]);
  return transformBox(levelCamera, orientedBox(point<"World">(x, y, h / 2), [w, h, l], upright));
}

/** Rows of one scene with one photo that shows a chair and a table on a bare floor. */
export async function createScene(ctx: Context, id = "0123456789"): Promise<{ frameId: string }> {
  const image = await sharp({
    create: { width: 640, height: 480, channels: 3, background: "#8899aa" },
  })
    .jpeg()
    .toBuffer();
  const imageHash = await putBlob(image);
  const provenanceHash = await createProvenance(ctx);
  const frameId = `${id}_frame_000000`;
  const intrinsics = { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 };
  await ctx.db.scene.create({
    data: {
      id,
      source: "scannetpp",
      rootPath: "/nowhere",
      floorHeightMeters: 0,
      report: {},
      inputsHash: "inputs",
    },
  });
  await ctx.db.frame.create({
    data: {
      id: frameId,
      sceneId: id,
      key: "frame_000000",
      number: 0,
      stream: "iphone",
      image: {
        picture: { kind: "file", path: "iphone/rgb/frame_000000.jpg" },
        fisheye: null,
        mask: null,
      },
      width: 640,
      height: 480,
      intrinsics,
      cameraFromWorld: json(levelCamera),
      poseSource: "aligned_pose",
      selection: "kept",
      imageHash,
    },
  });
  await ctx.db.reconstruction.create({
    data: {
      id: `${frameId}:annotation`,
      frameId,
      backend: "annotation",
      detail: { removed: [], problems: [], intrinsics: null, predictedIntrinsics: null },
      provenanceHash,
    },
  });
  const objects = [
    { key: "annotation:1", label: "chair", box: standingBox(-0.4, 3, 0.5, 0.9, 0.5) },
    { key: "annotation:2", label: "table", box: standingBox(1.2, 4, 0.9, 0.7, 0.9) },
  ];
  await ctx.db.frameObject.createMany({
    data: objects.map((object) => ({
      id: `${frameId}:${object.key}`,
      frameId,
      backend: "annotation",
      ...object,
      box: json(object.box),
      inImageFraction: 1,
      visibleFraction: 1,
      score: 1,
      provenanceHash,
    })),
  });
  return { frameId };
}

/** The chair of {@link createScene} moved half a metre to the left. */
export function chairToTheLeft(): Edit {
  return {
    targetId: "annotation:1",
    label: "chair",
    operation: { kind: "move", direction: "left", distanceMeters: 0.5 },
    sourceBox: standingBox(-0.4, 3, 0.5, 0.9, 0.5),
    targetBox: standingBox(-0.9, 3, 0.5, 0.9, 0.5),
    instruction: "Move the chair 50 cm to the left.",
  };
}

/** A sample with one machine revision, in the given state. */
export async function createSample(
  ctx: Context,
  frameId: string,
  options: { number?: number; state?: SampleState; edit?: Edit } = {},
): Promise<string> {
  const { number = 0, state = "queued", edit = chairToTheLeft() } = options;
  const id = `${frameId}_${number}`;
  await ctx.db.sample.create({
    data: {
      id,
      frameId,
      number,
      state,
      operationKind: edit.operation.kind,
      label: edit.label,
      provenanceHash: await createProvenance(ctx),
    },
  });
  const revision = await ctx.db.revision.create({
    data: {
      id: revisionId(id, 1),
      sampleId: id,
      number: 1,
      actorId: ctx.actor.id,
      edit: json(edit),
      findings: [],
    },
  });
  await ctx.db.sample.update({ where: { id }, data: { currentRevisionId: revision.id } });
  return id;
}

function createProvenance(ctx: Context): Promise<string> {
  return recordProvenance(ctx, {
    stage: "propose-operations",
    codeVersion: "test",
    model: null,
    modelHash: null,
    parameters: {},
    seed: 1,
    inputs: [],
  });
}

function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
