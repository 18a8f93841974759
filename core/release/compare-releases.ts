import { canonicalJson } from "#core/canonical-json.ts";
import { sameBoxThreshold, squaredDistance } from "#core/metric/same-numbers.ts";
import { OperationKind } from "#core/operation/operation.ts";
import { compositionOf } from "./composition.ts";
import { editStem } from "./dataset-names.ts";
import type { Manifest, ReleasedSample } from "./manifest.ts";
import { releasedBoxes } from "./released-box.ts";
import type { SampleChange } from "./sample-change.ts";
import { boxChange } from "./sample-change.ts";

/** What a list of samples says of one. */
export type ComparedSample = Pick<
  ReleasedSample,
  "sampleId" | "imageId" | "queryId" | "operation" | "label" | "pictures"
> & {
  readonly instruction: string;
  /** SHA-256 of the photo; null in a manifest that does not list it. */
  readonly photo: string | null;
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
type Entry = { readonly sample: ReleasedSample; readonly photo: string | null };

/**
 * Compares two releases sample by sample. Samples are matched by id; those left over, for instance of
 * another studio, by the bytes of the photo and the operation, if their source boxes are the same by the
 * published test (`core/metric/same-numbers.ts`), the nearest first. Compared is what a sample asks and who
 * reviewed it: how it was made (provenance, gate, re-detection, drawn pictures) may differ without a change.
 */
export function compareReleases(before: Manifest, after: Manifest): ReleaseComparison {
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

function entriesOf({ samples, images }: Manifest): Entry[] {
  const photos = new Map(images.map(({ imageId, sha256 }) => [imageId, sha256]));
  return samples.map((sample) => ({ sample, photo: photos.get(sample.imageId) ?? null }));
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
    { what: "operation", from: before.operation, to: after.operation },
    boxChange("box before", boxesBefore.before, boxesAfter.before),
    boxChange("box after", boxesBefore.after, boxesAfter.after),
    { what: "reference", from: before.edit.reference ?? null, to: after.edit.reference ?? null },
    { what: "camera", from: before.edit.camera_intrinsics, to: after.edit.camera_intrinsics },
    { what: "photo", from: a.photo, to: b.photo },
    { what: "file name", from: editStem(before), to: editStem(after) },
    { what: "reviews", from: before.reviews, to: after.reviews },
  ];
  return changes.filter(({ from, to }) => canonicalJson(from) !== canonicalJson(to));
}

function comparedSample({ sample, photo }: Entry): ComparedSample {
  const { sampleId, imageId, queryId, operation, label, pictures, edit } = sample;
  return {
    sampleId,
    imageId,
    queryId,
    operation,
    label,
    instruction: edit.prompt,
    photo,
    ...(pictures && { pictures }),
  };
}

function countOperations(before: Manifest, after: Manifest): OperationCount[] {
  const [first, second] = [compositionOf(before).operations, compositionOf(after).operations];
  return OperationKind.options
    .map((kind) => ({ kind, before: first[kind] ?? 0, after: second[kind] ?? 0 }))
    .filter((one) => one.before + one.after > 0);
}
