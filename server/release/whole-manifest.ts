import { Manifest } from "#core/release/manifest.ts";
import { collect } from "./collect.ts";
import type { OpenManifest } from "./open-manifest.ts";

/** A manifest with all its lists as one value: for what compares or shows whole releases, if they fit into memory. */
export async function wholeManifest(manifest: OpenManifest): Promise<Manifest> {
  const provenance = await collect(manifest.entries("provenance"));
  return Manifest.parse({
    ...manifest,
    images: await collect(manifest.entries("images")),
    samples: await collect(manifest.entries("samples")),
    leftOut: await collect(manifest.entries("leftOut")),
    provenance: Object.fromEntries(provenance.map(({ hash, ...made }) => [hash, made])),
    files: await collect(manifest.entries("files")),
  });
}
