import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compositionOf } from "#core/release/composition.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { manifestVersion } from "#core/release/manifest.ts";
import type { ManifestLine, ManifestPart } from "#core/release/manifest-header.ts";
import {
  manifestLineText,
  ManifestHeader,
  ManifestList,
  manifestText,
  partPath,
} from "#core/release/manifest-header.ts";
import { merkleRootOf } from "../release/merkle-root-of.ts";
import { hashOf } from "../storage.ts";

/** Writes a manifest and its lists into a copy of a release, sound in itself, whatever they say of the files. */
export async function writeManifest(dir: string, manifest: Manifest): Promise<ManifestHeader> {
  const lists: { [List in ManifestList]: readonly ManifestLine<List>[] } = {
    ...manifest,
    provenance: Object.entries(manifest.provenance)
      .map(([hash, made]) => ({ ...made, hash }))
      .toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
  };
  const parts: [ManifestList, ManifestPart][] = [];
  for (const list of ManifestList.options) {
    const bytes = Buffer.from(lists[list].map((entry) => manifestLineText(entry)).join(""));
    const path = partPath(list);
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
    const lines = lists[list].length;
    parts.push([list, { path, sha256: hashOf(bytes), size: bytes.byteLength, lines }]);
  }
  const header = ManifestHeader.parse({
    ...manifest,
    formatVersion: manifestVersion,
    composition: compositionOf(manifest),
    redetected: manifest.samples.filter(({ redetection }) => redetection).length,
    sizeBytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
    merkleRoot: merkleRootOf(manifest.files),
    parts: Object.fromEntries(parts),
  });
  await writeFile(join(dir, "manifest.json"), manifestText(header));
  return header;
}
