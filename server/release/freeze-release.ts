import * as z from "zod";
import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import { Citation } from "#core/release/citation.ts";
import type { Edition } from "#core/release/edition.ts";
import { Changelog } from "#core/release/edition.ts";
import type { LeftOutSample, ReleasedDraft } from "#core/release/manifest.ts";
import { Manifest, manifestText } from "#core/release/manifest.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import { ReleaseName, ReleaseSource } from "#core/release/release-name.ts";
import { ReleaseSeries, ReleaseVersion, versionedName } from "#core/release/version.ts";
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
    /** The release's permanent name; with a version that of the series, and the permanent name is both. */
    name: ReleaseName,
    version: ReleaseVersion.optional(),
    changelog: Changelog.optional(),
    citation: Citation.optional(),
    /** `accepted` where left out. */
    source: ReleaseSource.optional(),
    /** The draft that chooses the samples; it states the source. */
    draftId: z.string().optional(),
    /** The ids that the draft picked when the caller looked: refused when it picks others by now. */
    picked: z.array(z.string()).optional(),
  })
  .refine(({ source, draftId }) => source === undefined || draftId === undefined, {
    error: "source: a draft states its own, so give one of the two",
  })
  .superRefine(({ name, version }, check) => {
    const parsed = version === undefined ? null : ReleaseSeries.safeParse(name);
    if (parsed?.error) check.addIssue(`name: ${parsed.error.issues[0]?.message}`);
  });
export type FreezeReleaseInput = z.input<typeof FreezeReleaseInput>;

/** A release as it was just frozen. */
export type FrozenRelease = {
  readonly name: ReleaseName;
  readonly source: ReleaseSource;
  readonly edition: Edition | null;
  readonly manifestHash: string;
  readonly composition: Composition;
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly WarningCount[];
  readonly redetections: RedetectionCount;
};

/**
 * Makes an immutable version of the samples that `source` asks for and that pass every check and rule; the
 * rest is named in the manifest with its reasons. With a draft: of exactly the samples that it picks, and
 * refused when one of them does not pass. All of it or nothing: one transaction.
 */
export async function freezeRelease(ctx: Context, raw: FreezeReleaseInput): Promise<FrozenRelease> {
  const input = parseInput(raw);
  const { source: from = "accepted", draftId, picked } = input;
  const { name, edition } = nameAndEdition(input);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await requireFreeName(inside, name);
    await holdSamples(inside);
    const { choice, draft } = draftId
      ? await chooseDrafted(inside, draftId, picked)
      : { choice: await chooseSamples(inside, from) };
    if (choice.samples.length === 0) throw draft ? emptyDraft(draft) : nothingToFreeze(choice);
    return freezeChoice(inside, { name, edition, choice, draft, draftId });
  });
}

/** What is to become a release. */
type ToFreeze = {
  readonly name: ReleaseName;
  readonly edition?: Edition;
  readonly choice: Choice;
  readonly draft?: ReleasedDraft;
  readonly draftId?: string;
  /** The release that this one takes the place of. */
  readonly supersedesId?: string;
};

/** Writes a chosen release within the caller's transaction. */
export async function freezeChoice(
  ctx: Context,
  { name, edition, choice, draft, draftId, supersedesId }: ToFreeze,
): Promise<FrozenRelease> {
  const { source } = choice;
  const manifest = Manifest.parse(await buildManifest(ctx, name, choice, { draft, edition }));
  const manifestHash = await putBlob(Buffer.from(manifestText(manifest)));
  const release = await createRelease(ctx, manifest, { manifestHash, supersedesId });
  await audit(ctx, {
    action: "release.freeze",
    subjectId: release.id,
    after: { name, source, draftId, supersedesId, manifestHash, samples: manifest.samples.length },
  });
  return {
    name,
    source,
    edition: edition ?? null,
    manifestHash,
    composition: compositionOf(manifest),
    leftOut: manifest.leftOut,
    warnings: countWarnings(choice.warnings),
    redetections: choice.redetections,
  };
}

/** Verdicts that come in meanwhile wait for the freeze, so the rows chosen are the rows frozen. */
export async function holdSamples({ db }: Context): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM "Sample" WHERE "state" IN ('queued', 'accepted') FOR SHARE`;
}

function parseInput(raw: FreezeReleaseInput): z.output<typeof FreezeReleaseInput> {
  const input = FreezeReleaseInput.safeParse(raw);
  if (input.success) return input.data;
  throw new AppError("INVALID", input.error.issues.map(({ message }) => message).join("; "));
}

/** The permanent name, and what else the release says of itself. */
function nameAndEdition({
  name,
  version,
  changelog,
  citation,
}: z.output<typeof FreezeReleaseInput>): {
  name: ReleaseName;
  edition?: Edition;
} {
  const said = { changelog, citation };
  if (version !== undefined)
    return { name: versionedName(name, version), edition: { series: name, version, ...said } };
  return { name, edition: changelog || citation ? said : undefined };
}

/** Refuses a name that a release has. */
export async function requireFreeName(ctx: Context, name: ReleaseName): Promise<void> {
  if (await ctx.db.release.findUnique({ where: { name } })) throw nameTaken(name);
}

async function createRelease(
  ctx: Context,
  { name, edition, source, samples }: Manifest,
  { manifestHash, supersedesId }: { manifestHash: string; supersedesId: string | undefined },
): Promise<{ id: string }> {
  try {
    const release = await ctx.db.release.create({
      data: {
        name,
        series: edition?.series,
        version: edition?.version,
        source,
        manifestHash,
        supersedesId,
        sampleCount: samples.length,
        actorId: ctx.actor.id,
      },
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
