import type { Agreement } from "#core/detection/agreement.ts";
import type { Backend } from "#core/detection/backend.ts";
import type { ObjectDetection, ReconstructionDetail } from "#core/detection/reconstruction.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** An object that a backend sees in a photo, with what speaks for it. */
export type ReconstructedObject = FrameObject & {
  /** Null for what no detector found. */
  readonly detection: ObjectDetection | null;
  /** Null where the annotation has nothing to hold it against. */
  readonly agreement: Agreement | null;
};

/** What one backend made of one photo. */
export type Reconstruction = {
  readonly objects: readonly ReconstructedObject[];
  readonly detail: ReconstructionDetail;
  /** Why no release may hold what follows from it; null where nothing stands against it. */
  readonly notForRelease: string | null;
};

/** Stores what one backend made of a photo, in place of what it made before. What other backends made stays. */
export async function recordReconstruction(
  ctx: Context,
  input: { frameId: string; backend: Backend; provenanceHash: string },
  { objects, detail, notForRelease }: Reconstruction,
): Promise<void> {
  const { frameId, backend, provenanceHash } = input;
  const row = { detail: json(detail), notForRelease, provenanceHash };
  await ctx.db.reconstruction.upsert({
    where: { frameId_backend: { frameId, backend } },
    create: { id: `${frameId}:${backend}`, frameId, backend, ...row },
    update: { ...row, createdAt: new Date() },
  });
  await ctx.db.frameObject.deleteMany({ where: { frameId, backend } });
  await ctx.db.frameObject.createMany({
    data: objects.map(({ id: key, box, detection, agreement, ...object }) => ({
      ...object,
      id: `${frameId}:${key}`,
      frameId,
      backend,
      key,
      box: json(box),
      detection: detection ? json(detection) : Prisma.DbNull,
      agreement: agreement ? json(agreement) : Prisma.DbNull,
      provenanceHash,
    })),
  });
}

function json(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
