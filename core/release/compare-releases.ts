import { canonicalJson } from "#core/canonical-json.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { intrinsicsFrom896 } from "#core/metric/frame-896.ts";
import { sameBoxThreshold, squaredDistance } from "#core/metric/same-numbers.ts";
import { operationFromPrompt } from "#core/metric/operation-word.ts";
import type { Operation } from "#core/operation/operation.ts";
import { OperationKind } from "#core/operation/operation.ts";
import { editStem } from "./dataset-names.ts";
import type { ReleasedImage, ReleasedReview, ReleasedSample, ReleasedScene } from "./manifest.ts";
import type { PublishedEdit } from "./published-edit.ts";
import { releasedBoxes } from "./released-box.ts";
import type { SampleChange } from "./sample-change.ts";
import { boxChange } from "./sample-change.ts";

/** A sample as it can be compared, of a release that was frozen here or made elsewhere. */
type ComparableSample = Pick<
  ReleasedSample,
  "sampleId" | "imageId" | "queryId" | "label" | "pictures" | "edit"
> & {
  /** Null where it is not known as data. */
  readonly operation: Operation | null;
  /** Left out where it is not known who reviewed it. */
  readonly reviews?: readonly ReleasedReview[];
};

/** A photo as far as the release knows it: its camera, or at least its size in pixels. */
type ComparableImage = Pick<ReleasedImage, "imageId" | "sha256"> &
  (Pick<ReleasedImage, "sceneId" | "intrinsics" | "cameraFromWorld"> | ImageSize);

/** What of a release is compared, and what shows it. */
export type ComparableRelease = {
  readonly samples: readonly ComparableSample[];
  readonly images: readonly ComparableImage[];
  /** Left out by data sets that were made elsewhere. */
  readonly scenes?: readonly Pick<ReleasedScene, "id" | "points">[];
};

/** What a list of samples says of one. */
export type ComparedSample = Omit<ComparableSample, "edit" | "reviews"> & {
  readonly kind: OperationKind | null;
  /** Of a data set that was made elsewhere: the studio knows no more of it. */
  readonly isForeign: boolean;
  readonly instruction: string;
  /** SHA-256 of the photo; null in a manifest that does not list it. */
  readonly photo: string | null;
  readonly boxes: ReturnType<typeof releasedBoxes>;
  /** Null in a manifest that does not list the photo. */
  readonly room: ComparedRoom | null;
};

/** The camera of a photo, and what of the room around it the release has. */
export type ComparedRoom = {
  /** Pixels of the photo. */
  readonly intrinsics: Intrinsics;
  /** Null where the release does not say where the camera stood. */
  readonly cameraFromWorld: ReleasedImage["cameraFromWorld"] | null;
  /** Index of the scene's point tiles; null where the release has none. */
  readonly pointsHash: string | null;
};

/** A sample that is in both releases and not the same in them. */
export type ChangedSample = {
  readonly before: ComparedSample;
  readonly after: ComparedSample;
  /** One or more, each kind at most once. */
  readonly changes: readonly SampleChange[];
};

/** How many samples of an operation each release has. */
export type OperationCount = {
  readonly kind: OperationKind;
  readonly before: number;
  readonly after: number;
};

/** How one release differs from another. Lists keep the order of the manifest that they are from. */
export type ReleaseComparison = {
  /** Only in the second. */
  readonly added: readonly ComparedSample[];
  /** Only in the first. */
  readonly removed: readonly ComparedSample[];
  /** In the order of the first. */
  readonly changed: readonly ChangedSample[];
  /** How many are in both and alike in all that is compared. */
  readonly unchanged: number;
  /** Of every operation that one of them has. */
  readonly operations: readonly OperationCount[];
};

/** A sample with what its manifest says of its photo. */
type Entry = {
  readonly sample: ComparableSample;
  readonly photo: string | null;
  readonly room: ComparedRoom | null;
};

/**
 * Compares two releases sample by sample. Samples are matched by id; those left over, for instance of
 * another studio, by the bytes of the photo and the operation, if their source boxes are the same by the
 * published test (`core/metric/same-numbers.ts`), the nearest first. Compared is what a sample asks and who
 * reviewed it, as far as both say it: how it was made (provenance, gate, re-detection, drawn pictures) may differ without a change.
 */
export function compareReleases(
  before: ComparableRelease,
  after: ComparableRelease,
): ReleaseComparison {
  const [first, second] = [entriesOf(before), entriesOf(after)];
  const byId = new Map(second.map((entry) => [entry.sample.sampleId, entry]));
  const idsBefore = new Set(first.map(({ sample }) => sample.sampleId));
  const partners = matchByContent(
    first.filter(({ sample }) => !byId.has(sample.sampleId)),
    second.filter(({ sample }) => !idsBefore.has(sample.sampleId)),
  );
  const partnerOf = (entry: Entry) => byId.get(entry.sample.sampleId) ?? partners.get(entry);
  const matched = new Set(partners.values());
  const pairs = first.flatMap((entry) => {
    const partner = partnerOf(entry);
    return partner ? [{ before: entry, after: partner, changes: changesOf(entry, partner) }] : [];
  });
  const changed = pairs.filter(({ changes }) => changes.length > 0);
  return {
    added: second
      .filter((entry) => !idsBefore.has(entry.sample.sampleId) && !matched.has(entry))
      .map(comparedSample),
    removed: first.filter((entry) => !partnerOf(entry)).map(comparedSample),
    changed: changed.map((pair) => ({
      before: comparedSample(pair.before),
      after: comparedSample(pair.after),
      changes: pair.changes,
    })),
    unchanged: pairs.length - changed.length,
    operations: countOperations(before, after),
  };
}

function entriesOf({ samples, images, scenes = [] }: ComparableRelease): Entry[] {
  const imageOf = new Map(images.map((image) => [image.imageId, image]));
  const pointsOf = new Map(scenes.map(({ id, points }) => [id, points]));
  return samples.map((sample) => {
    const image = imageOf.get(sample.imageId);
    if (!image) return { sample, photo: null, room: null };
    const room =
      "intrinsics" in image
        ? {
            intrinsics: image.intrinsics,
            cameraFromWorld: image.cameraFromWorld ?? null,
            pointsHash: pointsOf.get(image.sceneId) ?? null,
          }
        : {
            intrinsics: intrinsicsOf(sample.edit, image),
            cameraFromWorld: null,
            pointsHash: null,
          };
    return { sample, photo: image.sha256, room };
  });
}

/** The camera that an edit states in the 896 frame, in pixels of its photo. */
function intrinsicsOf({ camera_intrinsics }: PublishedEdit, size: ImageSize): Intrinsics {
  const [[fx, , cx], [, fy, cy]] = camera_intrinsics;
  return intrinsicsFrom896({ fx, fy, cx, cy }, size);
}

function matchByContent(first: readonly Entry[], second: readonly Entry[]): Map<Entry, Entry> {
  const groups = Map.groupBy(
    second.filter(({ photo }) => photo !== null),
    contentKey,
  );
  const candidates = first.flatMap((a) =>
    (groups.get(contentKey(a)) ?? []).map((b) => ({
      a,
      b,
      distance: squaredDistance(a.sample.edit.original_bbox_3d, b.sample.edit.original_bbox_3d),
      // The same whichever release comes first: equally near ones are matched alike in both directions.
      ids: [a.sample.sampleId, b.sample.sampleId].toSorted().join(" "),
    })),
  );
  const partners = new Map<Entry, Entry>();
  const taken = new Set<Entry>();
  const nearest = candidates
    .filter(({ distance }) => distance < sameBoxThreshold)
    .toSorted((p, q) => p.distance - q.distance || (p.ids < q.ids ? -1 : 1));
  for (const { a, b } of nearest) {
    if (partners.has(a) || taken.has(b)) continue;
    partners.set(a, b);
    taken.add(b);
  }
  return partners;
}

function contentKey({ sample, photo }: Entry): string {
  return `${photo} ${canonicalJson(sample.operation)}`;
}

function changesOf(a: Entry, b: Entry): SampleChange[] {
  const [before, after] = [a.sample, b.sample];
  const [boxesBefore, boxesAfter] = [releasedBoxes(before.edit), releasedBoxes(after.edit)];
  const changes: SampleChange[] = [
    { what: "words", from: before.edit.prompt, to: after.edit.prompt },
    { what: "label", from: before.edit.target, to: after.edit.target },
    ...(before.operation && after.operation
      ? [{ what: "operation", from: before.operation, to: after.operation } as const]
      : []),
    boxChange("box before", boxesBefore.before, boxesAfter.before),
    boxChange("box after", boxesBefore.after, boxesAfter.after),
    { what: "reference", from: before.edit.reference ?? null, to: after.edit.reference ?? null },
    { what: "camera", from: before.edit.camera_intrinsics, to: after.edit.camera_intrinsics },
    { what: "photo", from: a.photo, to: b.photo },
    { what: "file name", from: editStem(before), to: editStem(after) },
    ...(before.reviews && after.reviews
      ? [{ what: "reviews", from: before.reviews, to: after.reviews } as const]
      : []),
  ];
  return changes.filter(({ from, to }) => canonicalJson(from) !== canonicalJson(to));
}

function comparedSample({ sample, photo, room }: Entry): ComparedSample {
  const { sampleId, imageId, queryId, operation, label, pictures, edit } = sample;
  return {
    sampleId,
    imageId,
    queryId,
    operation,
    kind: kindOf(sample),
    isForeign: sample.reviews === undefined,
    label,
    instruction: edit.prompt,
    photo,
    boxes: releasedBoxes(edit),
    room,
    ...(pictures && { pictures }),
  };
}

/** Null for words that name no operation. */
function kindOf({ operation, edit }: ComparableSample): OperationKind | null {
  if (operation) return operation.kind;
  const word = operationFromPrompt(edit.prompt);
  return "operation" in word ? word.operation : null;
}

function countOperations(before: ComparableRelease, after: ComparableRelease): OperationCount[] {
  const count = ({ samples }: ComparableRelease, kind: OperationKind) =>
    samples.filter((sample) => kindOf(sample) === kind).length;
  return OperationKind.options
    .map((kind) => ({ kind, before: count(before, kind), after: count(after, kind) }))
    .filter((one) => one.before + one.after > 0);
}
