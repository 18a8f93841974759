import * as z from "zod";
import { FrameStream } from "#core/frame/frame-image.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { Vec3 } from "#core/geometry/space.ts";
import { Operation } from "#core/operation/operation.ts";
import { Provenance } from "#core/provenance.ts";
import { VerdictKind } from "#core/sample/verdict.ts";
import { Edition } from "./edition.ts";
import { DraftSpec, SplitName } from "./pick/draft-spec.ts";
import { ReleasedWaiver } from "./preflight/waiver.ts";
import { PublishedEdit } from "./published-edit.ts";
import { ReleaseName, ReleaseSource } from "./release-name.ts";

/** The version of the manifest's format that this studio writes. It reads all up to it. */
export const manifestVersion = 2;

/** SHA-256 in lower-case hex. */
export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256 hash");

/** One file of a release. */
export const ManifestFile = z.object({
  /** Path from the root of the release, `/` between parts. Parts are plain names: no `..`, nothing hidden. */
  path: z.string().regex(/^[^./\\][^/\\]*(?:\/[^./\\][^/\\]*)*$/, "not a plain relative path"),
  sha256: ContentHash,
  /** Bytes. */
  size: z.number().int().min(0),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/** A scan that photos of the release come from. */
export const ReleasedScene = z.object({
  id: z.string(),
  /** What kind of scan it is, e.g. `scannetpp-iphone`. */
  source: z.string(),
  /** Hash over everything that was read of the scan. */
  inputsHash: z.string(),
  /** Index of the scene's point tiles (`core/scene/point-tile-index.ts`), where it has points. */
  points: ContentHash.optional(),
});
export type ReleasedScene = z.infer<typeof ReleasedScene>;

/**
 * Where a camera stood: takes scan world to OpenCV camera, metres, quaternion [x, y, z, w]. Kept digit by
 * digit: a parsed `CameraFromWorld` is normalised, and the manifest's bytes must not change when it is read.
 */
const ReleasedPose = z.object({
  rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  translation: Vec3,
});

/** A photo of the release: the frame of the scan, byte for byte. */
export const ReleasedImage = z.object({
  imageId: z.string(),
  sceneId: z.string(),
  frameKey: z.string(),
  sha256: ContentHash,
  /** Bytes. In version 1 of the format only `files` says so. */
  size: z.number().int().min(0).optional(),
  /** The camera in pixels of the photo, with the photo's size. (The edits' matrices are in the 896 frame.) */
  intrinsics: Intrinsics,
  /** Which camera of the scan took it. Left out, as are the next two, by releases frozen before they were kept. */
  stream: FrameStream.optional(),
  /** What the scan's own lists take the photo for; left out too where they do not name it. */
  split: z.string().optional(),
  cameraFromWorld: ReleasedPose.optional(),
});
export type ReleasedImage = z.infer<typeof ReleasedImage>;

/** A decision of a person about a sample that was not taken back. */
export const ReleasedReview = z.object({
  reviewer: z.string(),
  kind: VerdictKind,
  /** Number of the revision that was looked at. */
  revision: z.number().int(),
});
export type ReleasedReview = z.infer<typeof ReleasedReview>;

/** One sample of the release: what it says, where it came from and who stands for it. */
export const ReleasedSample = z.object({
  sampleId: z.string(),
  imageId: z.string(),
  queryId: z.string(),
  /** The frozen revision. `author` is a pseudonym, or `pipeline`. */
  revision: z.object({ id: z.string(), number: z.number().int(), author: z.string() }),
  operation: Operation,
  label: z.string(),
  /** Keys of the manifest's provenance table. */
  provenance: z.object({
    reconstruction: ContentHash.nullable(),
    proposal: ContentHash,
    gate: ContentHash.nullable(),
    redetection: ContentHash.optional(),
  }),
  gate: z.object({ name: z.string(), verdict: z.string() }).nullable(),
  reviews: z.array(ReleasedReview),
  /** The detector that found the source box again on the photo when it was asked with the label; left out where none was asked. */
  redetection: z
    .object({
      detector: z.string(),
      /** Of the model: its manifest's, or that of a service's checkpoint. */
      modelHash: ContentHash,
      /** Squared, over the seven numbers of the box, metres and radians together. */
      distance: z.number(),
    })
    .optional(),
  /** Stored pictures of the photo with the boxes before and after the edit; left out by releases frozen before they were kept. */
  pictures: z.object({ before: ContentHash, after: ContentHash }).optional(),
  /** The content of the sample's edit file. */
  edit: PublishedEdit,
});
export type ReleasedSample = z.infer<typeof ReleasedSample>;

/** A sample that was asked for and is not in the release, with the reasons. */
export const LeftOutSample = z.object({
  sampleId: z.string(),
  imageId: z.string(),
  queryId: z.string(),
  reasons: z.array(z.string()).min(1),
});
export type LeftOutSample = z.infer<typeof LeftOutSample>;

/** Ids of the scenes of each split. */
export const SplitScenes = z.record(SplitName, z.array(z.string()));

/** The draft that a release was frozen from: by it the same samples are chosen from the same candidates. */
export const ReleasedDraft = z.object({
  name: z.string(),
  /** Query, quotas, seed, pinned and excluded samples as they were at the freeze. */
  spec: DraftSpec,
  /** Left out where the draft splits nothing. */
  splits: SplitScenes.optional(),
});
export type ReleasedDraft = z.infer<typeof ReleasedDraft>;

/** How a result was made, with its content hash. */
export const ReleasedProvenance = Provenance.extend({ hash: ContentHash });
export type ReleasedProvenance = z.infer<typeof ReleasedProvenance>;

/** What a manifest of any version says of the release as a whole. What else is to be said of it is added here. */
export const ReleaseFacts = z.object({
  format: z.literal("gsi-studio-release"),
  name: ReleaseName,
  /** Left out where the release was frozen with a name alone. */
  edition: Edition.optional(),
  source: ReleaseSource,
  /** Left out where all samples from the source were asked for. */
  draft: ReleasedDraft.optional(),
  /** What a preflight found and somebody answered for: by sample id, the release as a whole first, and code. Left out where there is none. */
  waivers: z.array(ReleasedWaiver).min(1).optional(),
  studioVersion: z.string(),
  scenes: z.array(ReleasedScene),
});
export type ReleaseFacts = z.infer<typeof ReleaseFacts>;

/**
 * What a frozen version is, as one value: every file with its hash, and where every sample comes from. Holds
 * no time, no machine and no path outside the release, so the same content gives the same bytes. Lists are
 * sorted: scenes by id, images by image id, samples by image id and number, files by path. As such it was
 * stored in version 1 of the format; version 2 keeps the lists beside a header (`manifest-header.ts`).
 */
export const Manifest = ReleaseFacts.extend({
  formatVersion: z.literal([1, manifestVersion]),
  images: z.array(ReleasedImage),
  samples: z.array(ReleasedSample).min(1),
  leftOut: z.array(LeftOutSample),
  /** How results were made, once each, by content hash. */
  provenance: z.record(ContentHash, Provenance),
  files: z.array(ManifestFile),
});
export type Manifest = z.infer<typeof Manifest>;
