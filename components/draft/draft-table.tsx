import Link from "next/link";
import type { Draft } from "#server/draft/read-draft.ts";
import { sourceText } from "#components/release/source-text.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** The drafts, the one last worked on first. */
export function DraftTable({ drafts }: { drafts: readonly Draft[] }) {
  const cell = "px-4 py-2";
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Name</th>
          <th className={`${cell} text-right`}>Wanted</th>
          <th className={cell}>Made from</th>
          <th className={cell}>By</th>
          <th className={cell}>Changed</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {drafts.map(({ id, name, spec, by, updatedAt }) => (
          <tr key={id} className="relative hover:bg-hover">
            <td className={cell}>
              <Link
                href={`/releases/drafts/${encodeURIComponent(id)}`}
                className="rounded-sm text-sm font-semibold after:absolute after:inset-0"
              >
                {name}
              </Link>
            </td>
            <td className={`${cell} text-right`}>{spec.quotas.total ?? "all"}</td>
            <td className={cell}>{sourceText[spec.query.source]}</td>
            <td className={cell}>{by}</td>
            <td className={cell}>
              <RelativeTime at={updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
