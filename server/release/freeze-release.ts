import * as z from "zod";
import type { Composition } from "#core/release/composition.ts";
import { Citation } from "#core/release/citation.ts";
import type { Edition } from "#core/release/edition.ts";
import { Changelog } from "#core/release/edition.ts";
import type { LeftOutSample, ReleasedDraft, ReleaseFacts } from "#core/release/manifest.ts";
import type { ManifestHeader } from "#core/release/manifest-header.ts";
import { manifestText } from "#core/release/manifest-header.ts";
import type { ReleasedWaiver } from "#core/release/preflight/waiver.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import { ReleaseName, ReleaseSource } from "#core/release/release-name.ts";
import { ReleaseSeries, ReleaseVersion, versionedName } from "#core/release/version.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { chooseDrafted, requireAllReleasable } from "../draft/choose-drafted.ts";
import { AppError } from "../errors.ts";
import { putBlob } from "../storage.ts";
import type { PhotoChoice } from "./choose-by-photo.ts";
import { chooseByPhoto } from "./choose-by-photo.ts";
import type { WarningCount } from "./count-warnings.ts";
import { inBatches } from "./in-batches.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { openStoredManifest } from "./open-stored-manifest.ts";
import { storeManifest } from "./store-manifest.ts";

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

/** A freeze of a hundred thousand samples takes some minutes. */
const freezeTimeoutMilliseconds = 3_600_000;

/**
 * Makes an immutable version of the samples that `source` asks for and that pass every check and rule; the
 * rest is named in the manifest with its reasons. With a draft: of exactly the samples that it picks, and
 * refused when one of them does not pass, or the preflight that it demands. All of it or nothing: one
 * transaction, and what was stored before it fails is named by nobody. Samples are read, judged and written photo by photo.
 */
export async function freezeRelease(ctx: Context, raw: FreezeReleaseInput): Promise<FrozenRelease> {
  const input = parseInput(raw);
  const { source: from = "accepted", draftId, picked } = input;
  const said = nameAndEdition(input);
  return withTransaction(
    ctx.db,
    async (tx) => {
      const inside = { ...ctx, db: tx };
      await requireFreeName(inside, said.name);
      await holdSamples(inside);
      const drafted = draftId ? await chooseDrafted(inside, draftId, picked) : undefined;
      const { source, ids, draft, waivers, waived } = drafted ?? { source: from };
      const photos = chooseByPhoto(inside, source, ids, waived);
      return freezePhotos(inside, { ...said, source, draft, waivers, photos, draftId });
    },
    { timeout: freezeTimeoutMilliseconds },
  );
}

/** What is to become a release. */
type ToFreeze = Pick<ReleaseFacts, "name" | "edition" | "source" | "draft"> & {
  readonly waivers?: readonly ReleasedWaiver[];
  readonly photos: AsyncIterable<PhotoChoice>;
  readonly draftId?: string;
  /** The release that this one takes the place of. */
  readonly supersedesId?: string;
};

/** Writes a chosen release within the caller's transaction; refused when it would be empty. */
export async function freezePhotos(
  ctx: Context,
  { photos, draftId, supersedesId, waivers = [], ...said }: ToFreeze,
): Promise<FrozenRelease> {
  const facts = { ...said, waivers: waivers.length > 0 ? [...waivers] : undefined };
  const { header, ...stored } = await storeManifest(ctx, facts, photos);
  const { name, edition, source, draft, composition } = header;
  const { leftOut } = stored;
  if (draft && draftId) requireAllReleasable(draft, leftOut);
  if (composition.samples === 0) throw draft ? emptyDraft(draft) : nothingToFreeze(source, leftOut);
  const manifestHash = await putBlob(Buffer.from(manifestText(header)));
  const release = await createRelease(ctx, header, { manifestHash, supersedesId });
  const { samples } = composition;
  await audit(ctx, {
    action: "release.freeze",
    subjectId: release.id,
    after: { name, source, draftId, supersedesId, manifestHash, samples },
  });
  return { name, source, edition: edition ?? null, manifestHash, composition, ...stored };
}

/** Verdicts that come in meanwhile wait for the freeze, so the rows chosen are the rows frozen. */
export async function holdSamples({ db }: Context): Promise<void> {
  await db.$executeRaw`
    SELECT count(*) FROM (
      SELECT 1 FROM "Sample" WHERE "state" IN ('queued', 'accepted') FOR SHARE
    ) AS held`;
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
  { name, edition, source, composition }: ManifestHeader,
  { manifestHash, supersedesId }: { manifestHash: string; supersedesId: string | undefined },
): Promise<{ id: string }> {
  const release = await ctx.db.release
    .create({
      data: {
        name,
        series: edition?.series,
        version: edition?.version,
        source,
        manifestHash,
        supersedesId,
        sampleCount: composition.samples,
        actorId: ctx.actor.id,
      },
    })
    .catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
        throw nameTaken(name);
      throw error;
    });
  const manifest = await openStoredManifest(manifestHash);
  for await (const samples of inBatches(itemsOf(manifest), itemsAtOnce)) {
    await ctx.db.$executeRaw`
      INSERT INTO "ReleaseItem" ("releaseId", "sampleId", "revisionId", "imageId", "queryId")
      SELECT ${release.id}, item.* FROM unnest(
        ${samples.map(({ sampleId }) => sampleId)}::text[],
        ${samples.map(({ revisionId }) => revisionId)}::text[],
        ${samples.map(({ imageId }) => imageId)}::text[],
        ${samples.map(({ queryId }) => queryId)}::text[]) AS item`;
  }
  return release;
}

/** Of each sample only what its row states: whole ones would be a hundred times as much. */
async function* itemsOf(manifest: OpenManifest) {
  for await (const { sampleId, revision, imageId, queryId } of manifest.entries("samples"))
    yield { sampleId, revisionId: revision.id, imageId, queryId };
}

/** Rows that are written by one statement. */
const itemsAtOnce = 2000;

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

function nothingToFreeze(source: ReleaseSource, leftOut: readonly LeftOutSample[]): AppError {
  const [first] = leftOut;
  const message = first
    ? `none of the ${leftOut.length} samples can be released; the first, ${first.sampleId}: ${first.reasons.join("; ")}`
    : source === "accepted"
      ? "no sample is accepted yet: review some, or freeze what the gate kept"
      : "the gate has kept no sample yet: run the pipeline first";
  return new AppError("PRECONDITION", message);
}
