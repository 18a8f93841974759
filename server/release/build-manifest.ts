import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import type { Manifest, ManifestFile } from "#core/release/manifest.ts";
import { manifestVersion } from "#core/release/manifest.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import type { ReleaseName } from "#core/release/release-name.ts";
import { Provenance } from "#core/provenance.ts";
import type { Context } from "../context.ts";
import type { Drafted } from "../draft/choose-drafted.ts";
import { hashOf } from "../storage.ts";
import { version } from "../version.ts";
import type { Choice } from "./choose-samples.ts";

/** The manifest of a release with the chosen samples. */
export async function buildManifest(
  ctx: Context,
  name: ReleaseName,
  choice: Choice,
  { draft, waivers = [] }: Partial<Pick<Drafted, "draft" | "waivers">> = {},
): Promise<Manifest> {
  const { source, scenes, samples, leftOut } = choice;
  return {
    format: "gsi-studio-release",
    formatVersion: manifestVersion,
    name,
    source,
    draft,
    studioVersion: version,
    scenes: [...scenes],
    images: choice.images.map(({ size: _size, ...image }) => image),
    samples: [...samples],
    leftOut: [...leftOut],
    waivers: waivers.length > 0 ? [...waivers] : undefined,
    provenance: await provenanceOf(ctx, choice),
    files: filesOf(choice),
  };
}

async function provenanceOf(ctx: Context, { samples }: Choice): Promise<Manifest["provenance"]> {
  const hashes = samples.flatMap(({ provenance }) =>
    Object.values(provenance).filter((hash) => hash !== null && hash !== undefined),
  );
  const rows = await ctx.db.provenance.findMany({ where: { hash: { in: [...new Set(hashes)] } } });
  return Object.fromEntries(rows.map((row) => [row.hash, Provenance.parse(row)]));
}

function filesOf({ images, samples }: Choice): ManifestFile[] {
  const photos = images.map(({ imageId, sha256, size }) => ({
    path: sourcePath(imageId),
    sha256,
    size,
  }));
  const edits = samples.map(({ imageId, queryId, edit }) => {
    const bytes = Buffer.from(publishedEditText(edit));
    return {
      path: editPath({ imageId, queryId }),
      sha256: hashOf(bytes),
      size: bytes.byteLength,
    };
  });
  return [...photos, ...edits].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
