import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { provenanceHash } from "../provenance/record-provenance.ts";
import { hashOf } from "../storage.ts";

/** Says where a manifest contradicts itself: every entry has its file, its photo, its scene and its origin. */
export function checkManifest(manifest: Manifest): string[] {
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const images = new Set(manifest.images.map(({ imageId }) => imageId));
  const scenes = new Set(manifest.scenes.map(({ id }) => id));
  const stated = new Set<string>();
  const problems: string[] = [];
  const requireFile = (path: string, sha256: string) => {
    if (stated.has(path)) problems.push(`${path} is stated twice`);
    stated.add(path);
    if (files.get(path)?.sha256 !== sha256)
      problems.push(`${path} has another hash in files than its content`);
  };
  for (const { imageId, sceneId, sha256 } of manifest.images) {
    requireFile(sourcePath(imageId), sha256);
    if (!scenes.has(sceneId)) problems.push(`image ${imageId}: scene ${sceneId} is not listed`);
  }
  for (const { sampleId, imageId, queryId, provenance, edit } of manifest.samples) {
    const path = editPath({ imageId, queryId });
    requireFile(path, hashOf(publishedEditText(edit)));
    if (!images.has(imageId)) problems.push(`sample ${sampleId}: image ${imageId} is not listed`);
    for (const [step, hash] of Object.entries(provenance)) {
      if (hash && !manifest.provenance[hash])
        problems.push(`sample ${sampleId}: the provenance of its ${step} is not listed`);
    }
  }
  for (const [hash, provenance] of Object.entries(manifest.provenance)) {
    if (provenanceHash(provenance) !== hash)
      problems.push(`provenance ${hash} does not have that hash`);
  }
  if (files.size !== manifest.files.length) problems.push("files lists a path twice");
  for (const path of files.keys()) {
    if (!stated.has(path)) problems.push(`${path} belongs to no image and no sample`);
  }
  return problems;
}
