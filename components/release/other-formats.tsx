import { Package } from "lucide-react";
import type { ExportFormat } from "#core/release/export-format.ts";
import type { DownloadCount } from "#server/release/find-releases.ts";
import { May, WhoMay } from "#components/account/may.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** What people call the formats beside the published layout, and what each is for. */
const texts: Readonly<Record<Exclude<ExportFormat, "gsi-bench">, [name: string, use: string]>> = {
  jsonl: ["JSON lines", "all that is known, one line a sample, with a schema"],
  huggingface: ["Hugging Face", "Parquet with the photos, card, Croissant"],
  overlays: ["Contact sheet", "before and after of every sample on one page"],
  gltf: ["glTF", "camera, boxes and points of every sample in 3D"],
};

/** A zip of a release in each of the formats that are not the usual one, and how often each format was taken. */
export function OtherFormats({
  release,
  downloads,
}: {
  release: string;
  downloads: readonly DownloadCount[];
}) {
  return (
    <Panel title="Other formats">
      <WhoMay do="release.export" />
      <ul className="flex flex-col gap-1.5 text-xs">
        {Object.entries(texts).map(([format, [name, use]]) => (
          <li key={format} className="flex gap-1.5">
            <Package className="mt-px size-3.5 shrink-0 text-soft" aria-hidden />
            <span>
              <May do="release.export" otherwise={<span className="font-medium">{name}</span>}>
                <a
                  href={`/releases/${encodeURIComponent(release)}/download?format=${format}`}
                  download
                  className="font-medium underline underline-offset-2"
                >
                  {name}
                </a>
              </May>{" "}
              <span className="text-soft">{use}</span>
            </span>
          </li>
        ))}
      </ul>
      {downloads.length > 0 && (
        <p className="figures mt-3 text-xs text-soft">
          Exports and downloads that came to their end, of those started:{" "}
          {downloads
            .map(({ format, started, finished }) => `${format} ${finished} of ${started}`)
            .join(", ")}
        </p>
      )}
    </Panel>
  );
}
