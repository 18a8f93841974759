import Link from "next/link";
import type { ReactNode } from "react";

/** Leads from a list to the page of a sample. */
export function SampleLink({ sampleId, children }: { sampleId: string; children: ReactNode }) {
  return (
    <Link
      href={`/samples/${encodeURIComponent(sampleId)}`}
      className="font-mono text-2xs underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
