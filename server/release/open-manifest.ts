import { createHash } from "node:crypto";
import type * as z from "zod";
import { compositionOf } from "#core/release/composition.ts";
import { sourcePath } from "#core/release/dataset-names.ts";
import { commonNames } from "#core/release/export-format.ts";
import { Manifest } from "#core/release/manifest.ts";
import type {
  ManifestLine,
  ManifestList,
  ManifestPart,
  ReleaseSummary,
} from "#core/release/manifest-header.ts";
import {
  ManifestHeader,
  manifestLines,
  ManifestList as Lists,
} from "#core/release/manifest-header.ts";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { ExportFile } from "./formats/export-file.ts";
import { bytesFile } from "./formats/export-file.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import { readLines } from "./read-lines.ts";

/** The manifest of a release, whose lists are read entry by entry, as often as wanted. */
export type OpenManifest = ReleaseSummary & {
  /** SHA-256 of `manifest.json`. */
  readonly manifestHash: string;
  /** The entries of a list, in its order. Refused at the end when the list is not the one that the header names. */
  entries<List extends ManifestList>(list: List): AsyncIterable<ManifestLine<List>>;
  /** The lists as files, by their hashes; none where `manifest.json` holds them. */
  readonly parts: readonly ManifestPart[];
  /** `manifest.json` and the files of its lists, as every export has them. */
  readonly documents: readonly ExportFile[];
};

/** Where the lists of a manifest lie. */
export type PartStore = {
  /** Gives the bytes of a part in pieces. */
  read(part: ManifestPart): AsyncIterable<Uint8Array>;
  /** Whether this studio wrote them: then a line with the right hash is what was checked when it was written. */
  readonly isOwn: boolean;
};

/** Opens a manifest of any version by the bytes of `manifest.json`. Refused with a sentence when they are none. */
export function openManifest(bytes: Buffer, store: PartStore): OpenManifest {
  const json = parseJson(bytes);
  const isWhole =
    typeof json === "object" &&
    json !== null &&
    "formatVersion" in json &&
    json.formatVersion === 1;
  const document = bytesFile(commonNames.manifest, bytes.byteLength, async () => bytes);
  return isWhole
    ? openWhole(checked(Manifest, json), hashOf(bytes), document)
    : openHeader(checked(ManifestHeader, json), hashOf(bytes), document, store);
}

function openHeader(
  { parts, ...facts }: ManifestHeader,
  manifestHash: string,
  document: ExportFile,
  store: PartStore,
): OpenManifest {
  const listed = Lists.options.map((list) => parts[list]);
  return {
    ...facts,
    counts: countsOf((list) => parts[list].lines),
    manifestHash,
    entries: (list) => entriesOf(list, parts[list], store),
    parts: listed,
    documents: [
      ...listed.map((part) => ({
        path: part.path,
        size: part.size,
        content: () => soundContent(part, store),
      })),
      document,
    ],
  };
}

/** A manifest that holds its lists itself, as version 1 of the format had them. */
function openWhole(manifest: Manifest, manifestHash: string, document: ExportFile): OpenManifest {
  const { images, samples, leftOut, provenance, files, ...facts } = manifest;
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const lists: { [List in ManifestList]: readonly ManifestLine<List>[] } = {
    images: images.map((image) => ({ size: sizes.get(sourcePath(image.imageId)), ...image })),
    samples,
    leftOut,
    provenance: Object.entries(provenance)
      .map(([hash, made]) => ({ ...made, hash }))
      .toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
    files,
  };
  return {
    ...facts,
    composition: compositionOf(manifest),
    redetected: samples.filter(({ redetection }) => redetection).length,
    sizeBytes: files.reduce((sum, { size }) => sum + size, 0),
    merkleRoot: merkleRootOf(files),
    counts: countsOf((list) => lists[list].length),
    manifestHash,
    async *entries(list) {
      yield* lists[list];
    },
    parts: [],
    documents: [document],
  };
}

function countsOf(count: (list: ManifestList) => number): Record<ManifestList, number> {
  return Object.fromEntries(Lists.options.map((list) => [list, count(list)])) as Record<
    ManifestList,
    number
  >;
}

async function* entriesOf<List extends ManifestList>(
  list: List,
  part: ManifestPart,
  store: PartStore,
): AsyncGenerator<ManifestLine<List>> {
  const schema = manifestLines[list] as unknown as z.ZodType<ManifestLine<List>>;
  let line = 0;
  for await (const text of readLines(soundContent(part, store))) {
    line++;
    try {
      const entry: unknown = JSON.parse(text);
      yield store.isOwn ? (entry as ManifestLine<List>) : checked(schema, entry);
    } catch (error) {
      throw new AppError("INVALID", `${part.path}, line ${line}: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
  if (line !== part.lines)
    throw new AppError(
      "INVALID",
      `${part.path} has ${line} lines, the manifest says ${part.lines}`,
    );
}

/** The bytes of a part; refused at the end when they are not those that the header names. */
async function* soundContent(part: ManifestPart, store: PartStore): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const piece of store.read(part)) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") !== part.sha256)
    throw new AppError(
      "INVALID",
      `${part.path} is not the file that the manifest names: it was damaged on disk`,
    );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new AppError("INVALID", `it is no JSON: ${messageOf(error)}`, { cause: error });
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new AppError("INVALID", said.join("; "));
}
