import type { ReleaseListItem } from "#server/release/find-releases.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkTable } from "#components/ui/link-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { sourceText } from "./source-text.ts";

const columns = [
  { name: "Samples", isNumber: true },
  { name: "Made from" },
  { name: "By" },
  { name: "When" },
  { name: "Exports", isNumber: true },
];

/** The frozen versions, newest first. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseListItem[] }) {
  return (
    <LinkTable
      columns={columns}
      rows={releases.map((release) => ({
        href: `/releases/${encodeURIComponent(release.name)}`,
        name: release.name,
        mark: release.deprecation && (
          <Badge tone="bad" className="ml-2">
            deprecated
          </Badge>
        ),
        cells: [
          release.sampleCount,
          sourceText[release.source],
          release.by,
          <RelativeTime key="when" at={release.createdAt} />,
          release.downloads.reduce((sum, { finished }) => sum + finished, 0),
        ],
      }))}
    />
  );
}
