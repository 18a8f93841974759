import Link from "next/link";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { ReleasedSample } from "#core/release/manifest.ts";

/** The samples of a release, by photo and number. */
export function ReleaseItems({ samples }: { samples: readonly ReleasedSample[] }) {
  const cell = "px-4 py-1.5 align-top";
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Photo</th>
          <th className={`${cell} text-right`}>Query</th>
          <th className={cell}>Object</th>
          <th className={cell}>Operation</th>
          <th className={`${cell} text-right`}>Revision</th>
          <th className={cell}>Decided by</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {samples.map((sample) => (
          <tr key={sample.sampleId} className="relative hover:bg-hover">
            <td className={`${cell} font-mono text-2xs`}>
              <Link
                href={`/samples/${encodeURIComponent(sample.sampleId)}`}
                className="rounded-sm after:absolute after:inset-0"
              >
                {sample.imageId}
              </Link>
            </td>
            <td className={`${cell} text-right`}>{sample.queryId}</td>
            <td className={`${cell} font-medium`}>{sample.label}</td>
            <td className={cell}>{describeOperation(sample.operation)}</td>
            <td className={`${cell} text-right`}>
              {sample.revision.number}
              <span className="sr-only"> by {sample.revision.author}</span>
            </td>
            <td className={cell}>{decidedBy(sample)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The people who let it in, or else the gate. Who skipped it decided nothing. */
function decidedBy({ reviews, gate }: ReleasedSample): string {
  const people = reviews.filter(({ kind }) => kind === "accept").map(({ reviewer }) => reviewer);
  if (people.length > 0) return people.join(", ");
  return gate ? `gate: ${gate.name}` : "nobody";
}
