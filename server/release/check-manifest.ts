import { canonicalJson } from "#core/canonical-json.ts";
import { countComposition } from "#core/release/composition.ts";
import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { provenanceHash } from "../provenance/record-provenance.ts";
import { hashOf } from "../storage.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { collect } from "./collect.ts";

/** Says where a manifest contradicts itself: every entry has its file, its photo, its scene and its origin, and the totals are those of the entries. */
export async function checkManifest(manifest: OpenManifest): Promise<string[]> {
  const listed = await collect(manifest.entries("files"));
  const files = new Map(listed.map(({ path, sha256 }) => [path, sha256]));
  const sceneOf = new Map<string, string>();
  const scenes = new Set(manifest.scenes.map(({ id }) => id));
  const origins = new Set<string>();
  const stated = new Set<string>();
  const count = countComposition();
  let redetected = 0;
  const problems: string[] = [];
  const requireFile = (path: string, sha256: string) => {
    if (stated.has(path)) problems.push(`${path} is stated twice`);
    stated.add(path);
    if (files.get(path) !== sha256)
      problems.push(`${path} has another hash in files than its content`);
  };
  for await (const { hash, ...provenance } of manifest.entries("provenance")) {
    origins.add(hash);
    if (provenanceHash(provenance) !== hash)
      problems.push(`provenance ${hash} does not have that hash`);
  }
  for await (const { imageId, sceneId, sha256 } of manifest.entries("images")) {
    sceneOf.set(imageId, sceneId);
    count.addImage();
    requireFile(sourcePath(imageId), sha256);
    if (!scenes.has(sceneId)) problems.push(`image ${imageId}: scene ${sceneId} is not listed`);
  }
  for await (const sample of manifest.entries("samples")) {
    const { sampleId, imageId, provenance, edit } = sample;
    requireFile(editPath(sample), hashOf(publishedEditText(edit)));
    const sceneId = sceneOf.get(imageId);
    count.addSample(sample, sceneId ?? "");
    if (sample.redetection) redetected++;
    if (sceneId === undefined) problems.push(`sample ${sampleId}: image ${imageId} is not listed`);
    for (const [step, hash] of Object.entries(provenance)) {
      if (hash && !origins.has(hash))
        problems.push(`sample ${sampleId}: the provenance of its ${step} is not listed`);
    }
  }
  if (files.size !== listed.length) problems.push("files lists a path twice");
  for (const path of files.keys()) {
    if (!stated.has(path)) problems.push(`${path} belongs to no image and no sample`);
  }
  const totals = {
    composition: count.composition(),
    redetected,
    sizeBytes: listed.reduce((sum, { size }) => sum + size, 0),
  };
  for (const [field, value] of Object.entries(totals)) {
    if (canonicalJson(value) !== canonicalJson(manifest[field as keyof typeof totals]))
      problems.push(`${field} is not that of the lists`);
  }
  if (merkleRootOf(listed) !== manifest.merkleRoot)
    problems.push("the Merkle root is not that of files");
  return problems;
}
