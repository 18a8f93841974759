import { datasetFolder } from "./dataset-names.ts";
import type { ReleaseFacts } from "./manifest.ts";
import type { ReleaseSummary } from "./manifest-header.ts";

/** The README.md beside a release: what it holds, how to evaluate with it, what to mind. Same manifest, same text. */
export function releaseReadme(manifest: ReleaseSummary, { media }: { media: boolean }): string {
  const { samples, images, operations } = manifest.composition;
  const chosen =
    manifest.source === "accepted"
      ? "Every sample was accepted by a person."
      : "Every sample was kept by the gate; not all of them were seen by a person.";
  return `# ${manifest.name}

${samples} spatial edits of ${images} photos from ${manifest.scenes.length} scenes (${listed(operations)}). ${chosen}${drafted(manifest)}
Made with GSI Studio ${manifest.studioVersion}.

| | |
|---|---|
| \`${datasetFolder}/\` | the data set: \`<image>.jpg\` and \`<image>_edit_<number>.json\`, nothing else |
| \`${datasetFolder}.zip\` | (not in a download) the same folder packed, as the evaluator's prepare script expects it |
| \`manifest.json\`${manifest.formatVersion === 1 ? "" : ", `manifest/`"} | every file's SHA-256 and size; for every sample its revision, parameters, seeds and reviews |
| \`SHA256SUMS\` | for \`sha256sum -c SHA256SUMS\` |
${media ? "" : "| `media.json` | the photos, which are left out here: what each is, where its scan has it and where it belongs |\n"}
Boxes are \`[x, y, z, w, h, l, yaw]\` in the camera frame (x right, y down, z forward; metres, radians), matrices
take box axes to the camera. \`camera_intrinsics\` is in pixels of the evaluator's 896 frame, not of the photo.

## Evaluate a model

1. Put \`${datasetFolder}/\` where the GSI-Bench evaluator looks for it: \`evaluation/${datasetFolder}\`.
2. For every edit, give the model the photo and the \`prompt\`, and save its picture as
   \`eval/<model>/generated_images_fine/<image>_edit_<number>.png\`, in the size of the photo.
3. Run the evaluator with \`--dataset GSI-Real\` on that folder. An edit without a picture is not counted, so
   check that none is missing.

## Check this copy

\`gsi release verify .\` compares every file with the manifest and holds every edit against the evaluator's rules.

## Licence

${scanTerms(manifest)}
`;
}

/** Whose the photos are, for people who have an export in their hands. */
export function scanTerms({ scenes }: ReleaseFacts): string {
  return `The photos are those of the scans, unchanged, and stay under the scans' own terms. ScanNet++ does not allow its
pictures to be passed on: do not publish this folder unless the terms of every scene allow it.
Scenes: ${scenes.map(({ id, source }) => `${id} (${source})`).join(", ")}.`;
}

function drafted({ draft }: ReleaseFacts): string {
  if (!draft) return "";
  const splits = Object.entries(draft.splits ?? {}).map(
    ([name, scenes]) => `${name} ${scenes.length}`,
  );
  const split =
    splits.length > 0
      ? ` Scenes are split (${splits.join(", ")}); \`draft.splits\` in the manifest lists them.`
      : "";
  return ` They were chosen by the draft "${draft.name}" with the seed ${draft.spec.seed}, which the manifest holds.${split}`;
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
