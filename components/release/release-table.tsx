import Link from "next/link";
import type { ReleaseListItem } from "#server/release/find-releases.ts";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { sourceText } from "./source-text.ts";

/** The frozen versions, newest first. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseListItem[] }) {
  const cell = "px-4 py-2";
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Name</th>
          <th className={`${cell} text-right`}>Samples</th>
          <th className={cell}>Made from</th>
          <th className={cell}>By</th>
          <th className={cell}>When</th>
          <th className={`${cell} text-right`}>Exports</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {releases.map((release) => (
          <tr key={release.name} className="relative hover:bg-hover">
            <td className={cell}>
              <Link
                href={`/releases/${encodeURIComponent(release.name)}`}
                className="rounded-sm text-sm font-semibold after:absolute after:inset-0"
              >
                {release.name}
              </Link>
              {release.deprecation && (
                <Badge tone="bad" className="ml-2">
                  deprecated
                </Badge>
              )}
            </td>
            <td className={`${cell} text-right`}>{release.sampleCount}</td>
            <td className={cell}>{sourceText[release.source]}</td>
            <td className={cell}>{release.by}</td>
            <td className={cell}>
              <RelativeTime at={release.createdAt} />
            </td>
            <td className={`${cell} text-right`}>
              {release.downloads.reduce((sum, { finished }) => sum + finished, 0)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
