import Link from "next/link";
import type { ReactNode } from "react";

/** The card of a sample: a picture, what it is, its words, and where it is from. */
export function SampleCardFrame({
  picture,
  badges,
  sampleId,
  words,
  origin,
  children,
}: {
  /** 3 wide and 2 high. */
  picture: ReactNode;
  badges: ReactNode;
  /** To whose page the card leads; null where it is not a sample of this studio. */
  sampleId: string | null;
  words: string;
  origin: string;
  children?: ReactNode;
}) {
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface transition-colors hover:border-line-strong">
      {picture}
      <div className="flex flex-1 flex-col gap-1.5 p-3">
        <p className="flex flex-wrap items-center gap-1.5 empty:hidden">{badges}</p>
        <h3 className="line-clamp-3 text-xs leading-[1.45]">
          {sampleId === null ? (
            words
          ) : (
            <Link
              href={`/samples/${encodeURIComponent(sampleId)}`}
              className="rounded-sm after:absolute after:inset-0"
            >
              {words}
            </Link>
          )}
        </h3>
        <p className="figures mt-auto text-2xs wrap-anywhere text-soft">{origin}</p>
        {children}
      </div>
    </article>
  );
}
