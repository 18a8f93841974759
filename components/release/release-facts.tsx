import type { ReleaseDetail } from "#server/release/get-release.ts";
import { Facts } from "#components/ui/facts.tsx";
import { sourceText } from "./source-text.ts";

/** What a release's manifest says about the whole. */
export function ReleaseFacts({ release }: { release: ReleaseDetail }) {
  const { summary, sizeBytes } = release;
  const { counts } = summary;
  return (
    <Facts
      className="text-xs"
      facts={[
        ...(release.version === null
          ? []
          : [["Version", `${release.version} of ${release.series}`] as const]),
        ...(summary.edition?.supersedes
          ? [["Supersedes", summary.edition.supersedes.name] as const]
          : []),
        ["Made from", sourceText[release.source]],
        ["Photos", counts.images],
        ["Re-detection", `${summary.redetected} of ${counts.samples} samples found again`],
        ["Files", `${counts.files}, ${(sizeBytes / 1e6).toFixed(1)} MB`],
        ["Studio", summary.studioVersion],
        ["Format", `${summary.format} ${summary.formatVersion}`],
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
