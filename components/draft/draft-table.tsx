import type { Draft } from "#server/draft/read-draft.ts";
import { sourceText } from "#components/release/source-text.ts";
import { LinkTable } from "#components/ui/link-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";

const columns = [
  { name: "Wanted", isNumber: true },
  { name: "Made from" },
  { name: "By" },
  { name: "Changed" },
];

/** The drafts, the one last worked on first. */
export function DraftTable({ drafts }: { drafts: readonly Draft[] }) {
  return (
    <LinkTable
      columns={columns}
      rows={drafts.map(({ id, name, spec, by, updatedAt }) => ({
        href: `/releases/drafts/${encodeURIComponent(id)}`,
        name,
        cells: [
          spec.quotas.total ?? "all",
          sourceText[spec.query.source],
          by,
          <RelativeTime key="changed" at={updatedAt} />,
        ],
      }))}
    />
  );
}
