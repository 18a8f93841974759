import Link from "next/link";
import type { AuditLine } from "#server/audit/find-audit-entries.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { actionWords, subjectHref, subjectText } from "./audit-sentence.ts";

/** Lines of the audit log as sentences, each with what was there before and after. */
export function AuditList({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ol className="divide-y divide-line text-xs">
      {lines.map((line) => (
        <li key={line.number} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-4 px-4 py-2">
          <span className="text-soft">
            <RelativeTime at={line.at} />
          </span>
          <div className="min-w-0">
            <p className="break-words">
              <span className="font-medium">{line.by}</span> {actionWords(line.action)}{" "}
              <Subject line={line} />
            </p>
            <Details line={line} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Subject({ line }: { line: AuditLine }) {
  const text = subjectText(line);
  const href = subjectHref(line);
  if (text === null) return null;
  if (href === null) return <span className="font-mono text-2xs">{text}</span>;
  return (
    <Link href={href} className="rounded-sm font-mono text-2xs text-accent hover:underline">
      {text}
    </Link>
  );
}

function Details({ line: { before, after, subjectId } }: { line: AuditLine }) {
  const parts = [
    ["before", before],
    ["after", after],
  ].filter(([, value]) => value !== null);
  if (parts.length === 0) return null;
  return (
    <details className="mt-0.5">
      <summary className="w-fit text-2xs text-soft">Details</summary>
      <p className="mt-1 font-mono text-2xs break-all text-soft">{subjectId}</p>
      {parts.map(([name, value]) => (
        <div key={String(name)} className="mt-1">
          <span className="caption">{String(name)}</span>
          <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-2xs">
            {JSON.stringify(value, null, 2)}
          </pre>
        </div>
      ))}
    </details>
  );
}
