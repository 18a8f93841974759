import * as z from "zod";
import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import type { LeftOutSample, ReleasedDraft } from "#core/release/manifest.ts";
import { Manifest, manifestText } from "#core/release/manifest.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import { ReleaseName, ReleaseSource } from "#core/release/release-name.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { chooseDrafted } from "../draft/choose-drafted.ts";
import { AppError } from "../errors.ts";
import { putBlob } from "../storage.ts";
import { buildManifest } from "./build-manifest.ts";
import type { Choice } from "./choose-samples.ts";
import { chooseSamples } from "./choose-samples.ts";
import type { WarningCount } from "./preview-freeze.ts";
import { countWarnings } from "./preview-freeze.ts";

export const FreezeReleaseInput = z
  .object({
    name: ReleaseName,
    /** `accepted` where left out. */
    source: ReleaseSource.optional(),
    /** The draft that chooses the samples; it states the source. */
    draftId: z.string().optional(),
    /** The ids that the draft picked when the caller looked: refused when it picks others by now. */
    picked: z.array(z.string()).optional(),
  })
  .refine(({ source, draftId }) => source === undefined || draftId === undefined, {
    error: "source: a draft states its own, so give one of the two",
  });
export type FreezeReleaseInput = z.input<typeof FreezeReleaseInput>;

/** A release as it was just frozen. */
export type FrozenRelease = {
  readonly name: ReleaseName;
  readonly source: ReleaseSource;
  readonly manifestHash: string;
  readonly composition: Composition;
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly WarningCount[];
  readonly redetections: RedetectionCount;
};

/**
 * Makes an immutable version of the samples that `source` asks for and that pass every check and rule; the
 * rest is named in the manifest with its reasons. With a draft: of exactly the samples that it picks, and
 * refused when one of them does not pass, or the preflight that it demands. All of it or nothing: one
 * transaction.
 */
export async function freezeRelease(ctx: Context, raw: FreezeReleaseInput): Promise<FrozenRelease> {
  const { name, source: from = "accepted", draftId, picked } = parseInput(raw);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await requireFreeName(inside, name);
    // Verdicts that come in meanwhile wait for the freeze, so the rows chosen are the rows frozen.
    await tx.$executeRaw`SELECT 1 FROM "Sample" WHERE "state" IN ('queued', 'accepted') FOR SHARE`;
    const { choice, draft, waivers } = draftId
      ? await chooseDrafted(inside, draftId, picked)
      : { choice: await chooseSamples(inside, from) };
    if (choice.samples.length === 0) throw draft ? emptyDraft(draft) : nothingToFreeze(choice);
    const { source } = choice;
    const manifest = Manifest.parse(await buildManifest(inside, name, choice, { draft, waivers }));
    const manifestHash = await putBlob(Buffer.from(manifestText(manifest)));
    const release = await createRelease(inside, manifest, manifestHash);
    await audit(inside, {
      action: "release.freeze",
      subjectId: release.id,
      after: { name, source, draftId, manifestHash, samples: manifest.samples.length },
    });
    return {
      name,
      source,
      manifestHash,
      composition: compositionOf(manifest),
      leftOut: manifest.leftOut,
      warnings: countWarnings(choice.warnings),
      redetections: choice.redetections,
    };
  });
}

function parseInput(raw: FreezeReleaseInput): z.output<typeof FreezeReleaseInput> {
  const input = FreezeReleaseInput.safeParse(raw);
  if (input.success) return input.data;
  throw new AppError("INVALID", input.error.issues.map(({ message }) => message).join("; "));
}

async function requireFreeName(ctx: Context, name: ReleaseName): Promise<void> {
  if (await ctx.db.release.findUnique({ where: { name } })) throw nameTaken(name);
}

async function createRelease(
  ctx: Context,
  { name, source, samples }: Manifest,
  manifestHash: string,
): Promise<{ id: string }> {
  try {
    const release = await ctx.db.release.create({
      data: { name, source, manifestHash, sampleCount: samples.length, actorId: ctx.actor.id },
    });
    await ctx.db.releaseItem.createMany({
      data: samples.map(({ sampleId, revision, imageId, queryId }) => ({
        releaseId: release.id,
        revisionId: revision.id,
        sampleId,
        imageId,
        queryId,
      })),
    });
    return release;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw nameTaken(name);
    throw error;
  }
}

function nameTaken(name: ReleaseName): AppError {
  return new AppError(
    "CONFLICT",
    `there is a release ${name} already, and a frozen one stays: choose another name`,
  );
}

function emptyDraft({ name }: ReleasedDraft): AppError {
  return new AppError(
    "PRECONDITION",
    `the draft "${name}" picks no sample: widen its query or its quotas`,
  );
}

function nothingToFreeze({ source, leftOut }: Choice): AppError {
  const [first] = leftOut;
  const message = first
    ? `none of the ${leftOut.length} samples can be released; the first, ${first.sampleId}: ${first.reasons.join("; ")}`
    : source === "accepted"
      ? "no sample is accepted yet: review some, or freeze what the gate kept"
      : "the gate has kept no sample yet: run the pipeline first";
  return new AppError("PRECONDITION", message);
}
