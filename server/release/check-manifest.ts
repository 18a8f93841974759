import { canonicalJson } from "#core/canonical-json.ts";
import type { CompositionCount } from "#core/release/composition.ts";
import { countComposition } from "#core/release/composition.ts";
import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { ReleasedImage, ReleasedSample } from "#core/release/manifest.ts";
import type { ManifestLine, ManifestList } from "#core/release/manifest-header.ts";
import { ManifestList as Lists, partPath } from "#core/release/manifest-header.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { messageOf, systemCodeOf } from "../errors.ts";
import { provenanceHash } from "../provenance/record-provenance.ts";
import { hashOf } from "../storage.ts";
import { FileTable } from "./file-table.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** A sample as the manifest lists it, with the SHA-256 of its edit file. */
export type ListedSample = { readonly sample: ReleasedSample; readonly sha256: string };

/** A photo as the manifest lists it, with samples of it that lie together in the list. */
export type ListedPhoto = {
  readonly image: ListedImage;
  readonly samples: readonly ListedSample[];
};

/** What is kept of a listed photo. */
export type ListedImage = Pick<ReleasedImage, "imageId" | "sceneId" | "intrinsics">;

/**
 * Holds a manifest against itself while its lists are read, each of them once: every entry has its file, its
 * photo, its scene and its origin, and the totals are those of the entries. Who looks at the samples reads them through it.
 */
export class ManifestCheck {
  /** The list `files`. */
  readonly files = new FileTable();
  readonly #manifest: OpenManifest;
  readonly #images = new Map<string, ListedImage>();
  readonly #origins = new Set<string>();
  /** Of every file, whether an entry has it. */
  #claimed = new Uint8Array();
  /** Paths of entries that have no file. */
  readonly #fileless = new Set<string>();
  readonly #count: CompositionCount = countComposition();
  #sizeBytes = 0;
  #redetected = 0;
  readonly #unreadable = new Map<ManifestList, string>();
  readonly #contradictions: string[] = [];

  private constructor(manifest: OpenManifest) {
    this.#manifest = manifest;
  }

  /** Reads all lists but the samples. */
  static async begin(manifest: OpenManifest): Promise<ManifestCheck> {
    const check = new ManifestCheck(manifest);
    await check.#readFiles();
    await check.#readProvenance();
    await check.#readImages();
    for await (const _sample of check.#entries("leftOut"));
    return check;
  }

  /** Reads the samples. Gives every photo with its samples; those of a photo that is not listed are in no group. */
  async *photos(): AsyncGenerator<ListedPhoto> {
    const unseen = new Set(this.#images.keys());
    let image: ListedImage | undefined;
    let samples: ListedSample[] = [];
    for await (const sample of this.#entries("samples")) {
      if (image && image.imageId !== sample.imageId) {
        yield { image, samples };
        samples = [];
      }
      image = this.#images.get(sample.imageId);
      unseen.delete(sample.imageId);
      const sha256 = hashOf(publishedEditText(sample.edit));
      this.#checkSample(sample, sha256, image);
      if (image) samples.push({ sample, sha256 });
    }
    if (image) yield { image, samples };
    for (const id of unseen) yield { image: this.#images.get(id)!, samples: [] };
  }

  /**
   * Which lists are missing, changed or cannot be read, for nothing else can be said of such a copy; if there are
   * none, where the manifest contradicts itself. Known in full when the samples were read.
   */
  problems(): VerifyProblem[] {
    const unreadable = Lists.options.flatMap((list) => {
      const message = this.#unreadable.get(list);
      return message === undefined
        ? []
        : { kind: "manifest" as const, file: partPath(list), field: null, message };
    });
    if (unreadable.length > 0) return unreadable;
    return [...this.#contradictions, ...this.#wrongTotals()].map(manifestProblem);
  }

  /** Whether something is wrong already, so that the samples have to be read for what else is, and nothing besides. */
  get isBroken(): boolean {
    return this.#unreadable.size > 0 || this.#contradictions.length > 0;
  }

  async #readFiles(): Promise<void> {
    for await (const file of this.#entries("files")) {
      this.files.add(file);
      this.#sizeBytes += file.size;
    }
    this.#claimed = new Uint8Array(this.files.length);
  }

  async #readProvenance(): Promise<void> {
    for await (const { hash, ...provenance } of this.#entries("provenance")) {
      this.#origins.add(hash);
      if (provenanceHash(provenance) !== hash)
        this.#contradictions.push(`provenance ${hash} does not have that hash`);
    }
  }

  async #readImages(): Promise<void> {
    const scenes = new Set(this.#manifest.scenes.map(({ id }) => id));
    for await (const { imageId, sceneId, intrinsics, sha256 } of this.#entries("images")) {
      this.#images.set(imageId, { imageId, sceneId, intrinsics });
      this.#count.addImage();
      this.#claimFile(sourcePath(imageId), sha256);
      if (!scenes.has(sceneId))
        this.#contradictions.push(`image ${imageId}: scene ${sceneId} is not listed`);
    }
  }

  #checkSample(sample: ReleasedSample, sha256: string, image: ListedImage | undefined): void {
    const { sampleId, imageId, provenance, redetection } = sample;
    this.#claimFile(editPath(sample), sha256);
    this.#count.addSample(sample, image?.sceneId ?? "");
    if (redetection) this.#redetected++;
    if (!image) this.#contradictions.push(`sample ${sampleId}: image ${imageId} is not listed`);
    for (const [step, hash] of Object.entries(provenance)) {
      if (hash && !this.#origins.has(hash))
        this.#contradictions.push(
          `sample ${sampleId}: the provenance of its ${step} is not listed`,
        );
    }
  }

  #claimFile(path: string, sha256: string): void {
    const row = this.files.rowOf(path);
    if (row === undefined ? this.#fileless.has(path) : this.#claimed[row])
      this.#contradictions.push(`${path} is stated twice`);
    if (row === undefined) this.#fileless.add(path);
    else this.#claimed[row] = 1;
    if (row === undefined || this.files.at(row).sha256 !== sha256)
      this.#contradictions.push(`${path} has another hash in files than its content`);
  }

  #wrongTotals(): string[] {
    const { files } = this;
    const problems: string[] = [];
    if (files.hasTwice) problems.push("files lists a path twice");
    for (const [row, isClaimed] of this.#claimed.entries()) {
      const { path } = files.at(row);
      if (!isClaimed && files.rowOf(path) === row)
        problems.push(`${path} belongs to no image and no sample`);
    }
    const totals = {
      composition: this.#count.composition(),
      redetected: this.#redetected,
      sizeBytes: this.#sizeBytes,
    };
    for (const [field, value] of Object.entries(totals)) {
      if (canonicalJson(value) !== canonicalJson(this.#manifest[field as keyof typeof totals]))
        problems.push(`${field} is not that of the lists`);
    }
    if (merkleRootOf(files) !== this.#manifest.merkleRoot)
      problems.push("the Merkle root is not that of files");
    return problems;
  }

  /** The entries of a list as far as it can be read; what keeps it from being read is noted. */
  async *#entries<List extends ManifestList>(list: List): AsyncGenerator<ManifestLine<List>> {
    try {
      yield* this.#manifest.entries(list);
    } catch (error) {
      const isMissing = systemCodeOf(error) === "ENOENT";
      const missing = `${partPath(list)} is missing, and ${commonNames.manifest} names it`;
      this.#unreadable.set(list, isMissing ? missing : messageOf(error));
    }
  }
}

/** Something that is wrong with the manifest itself. */
export function manifestProblem(message: string): VerifyProblem {
  const file = commonNames.manifest;
  return { kind: "manifest", file, field: null, message: `${file}: ${message}` };
}
