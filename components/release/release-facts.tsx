import type { ReleaseDetail } from "#server/release/get-release.ts";
import { Facts } from "#components/ui/facts.tsx";
import { sourceText } from "./source-text.ts";

/** What a release's manifest says about the whole. */
export function ReleaseFacts({ release }: { release: ReleaseDetail }) {
  const { manifest, sizeBytes } = release;
  return (
    <Facts
      className="text-xs"
      facts={[
        ...(release.version === null
          ? []
          : [["Version", `${release.version} of ${release.series}`] as const]),
        ...(manifest.edition?.supersedes
          ? [["Supersedes", manifest.edition.supersedes.name] as const]
          : []),
        ["Made from", sourceText[release.source]],
        ["Photos", manifest.images.length],
        [
          "Re-detection",
          `${manifest.samples.filter(({ redetection }) => redetection).length} of ${manifest.samples.length} samples found again`,
        ],
        ["Files", `${manifest.files.length}, ${(sizeBytes / 1e6).toFixed(1)} MB`],
        ["Studio", manifest.studioVersion],
        ["Format", `${manifest.format} ${manifest.formatVersion}`],
        [
          "Manifest",
          <code key="hash" className="font-mono text-2xs break-all select-all">
            {release.manifestHash}
          </code>,
        ],
      ]}
    />
  );
}
