import { CircleAlert, FileX2, Info } from "lucide-react";
import { counted } from "#core/counted.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { streamFacts } from "./stream-facts.ts";

const floorText = {
  annotation: "from the annotated floor",
  mesh: "from the scanned surface",
  boxes: "under what stands on it in each photo",
  stated: "as stated",
  assumed: "assumed, as nothing tells",
};

/** What the import read, what it did without, and what it refused and why. */
export function ImportReportPanel({ report }: { report: ImportReport }) {
  const { read, floor, seenShare } = report;
  const { missing, refused, refusedCount, warnings } = report;
  return (
    <Panel title="Import">
      <Facts
        className="text-xs"
        facts={[
          ["Photos", `${read.photos} with ${counted(read.poses, "pose")}`],
          ...streamFacts(report),
          ["Depth maps", read.depthMaps],
          ["Objects", read.objects],
          ["Surface", `${read.meshVertices} vertices, ${read.meshFaces} faces`],
          ["Floor", `z = ${floor.heightMeters.toFixed(3)} m, ${floorText[floor.source]}`],
          [
            "Seen by a photo",
            seenShare === null ? "not measured" : `${Math.round(seenShare * 100)} % of the objects`,
          ],
        ]}
      />
      {warnings.length > 0 && (
        <ul className="mt-4 flex flex-col gap-1.5">
          {warnings.map((warning) => (
            <li key={warning} className="flex gap-2 text-xs">
              <CircleAlert className="mt-px size-3.5 shrink-0 text-warn" aria-hidden />
              {warning}
            </li>
          ))}
        </ul>
      )}
      {refusedCount > 0 && (
        <details className="mt-4" open={refusedCount <= 5}>
          <summary className="text-xs font-semibold">
            {counted(refusedCount, "file")} refused
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {refused.map(({ file, reason }) => (
              <li key={`${file}:${reason}`} className="flex gap-2 text-xs">
                <FileX2 className="mt-px size-3.5 shrink-0 text-bad" aria-hidden />
                <span className="min-w-0">
                  <span className="font-mono text-2xs break-all">{file}</span>
                  <br />
                  {reason}
                </span>
              </li>
            ))}
            {refusedCount > refused.length && (
              <li className="text-xs text-soft">and {refusedCount - refused.length} more</li>
            )}
          </ul>
        </details>
      )}
      {missing.length > 0 && (
        <details className="mt-4">
          <summary className="text-xs font-semibold">
            {counted(missing.length, "optional part")} not there
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {missing.map(({ part, effect }) => (
              <li key={part} className="flex gap-2 text-xs">
                <Info className="mt-px size-3.5 shrink-0 text-soft" aria-hidden />
                <span>
                  <span className="font-mono text-2xs">{part}</span>: {effect}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
