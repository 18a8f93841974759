import type { ReleaseSummary } from "./manifest-header.ts";
import { scanTerms } from "./release-readme.ts";
import type { ColumnType } from "./table-columns.ts";
import { tableColumns } from "./table-columns.ts";

/** How the Hub names the columns' types. */
const featureTypes: Readonly<Record<ColumnType, string>> = {
  string: "dtype: string",
  int32: "dtype: int32",
  "float64-list": "sequence: float64",
  image: "dtype: image",
};

/** Upper ends of the Hub's size categories, samples. */
const sizeCategories = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
] as const;

/** The README.md of a release as a data set on the Hugging Face Hub: the front matter that it reads, and the same for people. */
export function datasetCard(manifest: ReleaseSummary, { media }: { media: boolean }): string {
  const { samples, images, operations } = manifest.composition;
  const features = tableColumns.map(
    ({ name, type }) => `  - name: ${name}\n    ${featureTypes[type]}`,
  );
  const columns = tableColumns.map(({ name, description }) => `| \`${name}\` | ${description} |`);
  return `---
pretty_name: ${JSON.stringify(`${manifest.name}: spatial edits of indoor photos`)}
license: other
license_name: terms-of-the-scans
task_categories:
- image-to-image
tags:
- image-editing
- spatial-reasoning
- 3d
size_categories:
- ${sizeCategories.find(([end]) => samples < end)?.[1] ?? "n>1M"}
configs:
- config_name: default
  data_files:
  - split: test
    path: data/test-*.parquet
dataset_info:
  features:
${features.join("\n")}
---

# ${manifest.name}

${samples} spatial edits of ${images} photos from ${manifest.scenes.length} scenes (${Object.entries(
    operations,
  )
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ")}). Made with GSI Studio ${manifest.studioVersion}.
${media ? "" : "\nThe photos are left out: `image.bytes` is null, and `media.json` lists what each photo is and where its scan has it.\n"}
| column | what |
|---|---|
${columns.join("\n")}

Boxes are \`[x, y, z, w, h, l, yaw]\` in the camera frame (x right, y down, z forward; metres, radians); matrices
are rows, one after another. \`manifest.json\` and the lists that it names say of every sample where it comes from,
\`croissant.json\` describes the table for machines, \`SHA256SUMS\` is for \`sha256sum -c\`.

## Licence

${scanTerms(manifest)}
`;
}
