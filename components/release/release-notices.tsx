import { ArrowRight, OctagonX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Deprecation } from "#server/release/find-releases.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** What somebody has to know before taking a release: that it is deprecated, that another took its place. */
export function ReleaseNotices({
  deprecation,
  supersededBy,
}: {
  deprecation: Deprecation | null;
  supersededBy: string | null;
}) {
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {deprecation && (
        <Notice tone="border-bad bg-bad-wash" icon={<OctagonX className="text-bad" aria-hidden />}>
          <strong className="font-semibold">Deprecated</strong> by {deprecation.by},{" "}
          <RelativeTime at={deprecation.at} />: {deprecation.note}
        </Notice>
      )}
      {supersededBy !== null && (
        <Notice tone="border-line bg-surface" icon={<ArrowRight aria-hidden />}>
          <Link
            href={`/releases/${encodeURIComponent(supersededBy)}`}
            className="font-semibold underline underline-offset-2"
          >
            {supersededBy}
          </Link>{" "}
          takes the place of this version.
        </Notice>
      )}
    </div>
  );
}

function Notice({ tone, icon, children }: { tone: string; icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="note"
      className={`flex gap-2 rounded-lg border px-4 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 ${tone}`}
    >
      {icon}
      <p className="min-w-0 break-words">{children}</p>
    </div>
  );
}
