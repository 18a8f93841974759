import Link from "next/link";
import { editFileName, editStem } from "#core/release/dataset-names.ts";
import type { ImportedDataset, ImportedSample } from "#core/release/imported-dataset.ts";
import type { Violation } from "#core/release/violation.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { fileUrl } from "#components/ui/file-url.ts";

const perPage = 24;

/** The samples of a data set from elsewhere: words, boxes before and after on the photo, and what the rules say. */
export function ImportedSamples({
  dataset: { samples, violations, images },
  page,
  hrefOf,
}: {
  dataset: ImportedDataset;
  /** From 1. */
  page: number;
  hrefOf: (page: number) => string;
}) {
  const pages = Math.ceil(samples.length / perPage);
  const shown = Math.min(Math.max(1, page), pages);
  const byFile = Map.groupBy(violations, ({ file }) => file);
  const photos = new Map(images.map(({ imageId, sha256 }) => [imageId, sha256]));
  return (
    <>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(20rem,1fr))] gap-3 p-4">
        {samples.slice((shown - 1) * perPage, shown * perPage).map((sample) => (
          <ImportedSampleCard
            key={sample.sampleId}
            sample={sample}
            photo={photos.get(sample.imageId) ?? ""}
            violations={byFile.get(editFileName(sample.imageId, sample.queryId)) ?? []}
          />
        ))}
      </div>
      {pages > 1 && (
        <nav
          aria-label="Pages of samples"
          className="figures flex items-center gap-3 border-t border-line px-4 py-2 text-xs"
        >
          {shown > 1 && (
            <Link href={hrefOf(shown - 1)} className="underline underline-offset-2">
              Previous
            </Link>
          )}
          <span className="text-soft">
            Page {shown} of {pages}
          </span>
          {shown < pages && (
            <Link href={hrefOf(shown + 1)} className="underline underline-offset-2">
              Next
            </Link>
          )}
        </nav>
      )}
    </>
  );
}

function ImportedSampleCard({
  sample,
  photo,
  violations,
}: {
  sample: ImportedSample;
  photo: string;
  violations: readonly Violation[];
}) {
  const { pictures, kind, label, edit } = sample;
  const shown = pictures ? [pictures.before, pictures.after] : [photo];
  return (
    <article className="flex flex-col overflow-hidden rounded-lg border border-line bg-surface">
      <a href={fileUrl(photo)} className="grid auto-cols-fr grid-flow-col gap-px bg-sunken">
        {shown.map((hash, index) => (
          // eslint-disable-next-line -- already the right size
          <img
            key={hash}
            src={fileUrl(hash, 480)}
            alt={
              pictures ? `${label}, ${index === 0 ? "before" : "after"}` : `The photo of ${label}`
            }
            loading="lazy"
            className="aspect-[4/3] size-full object-cover"
          />
        ))}
      </a>
      <div className="flex flex-1 flex-col gap-1.5 p-3">
        <p>
          <OperationBadge kind={kind} />
        </p>
        <h3 className="text-xs leading-[1.45]">{edit.prompt}</h3>
        {violations.map(({ rule, severity, field, message }) => (
          <p
            key={`${rule} ${field} ${message}`}
            className={`text-2xs break-words ${severity === "error" ? "text-bad" : "text-warn"}`}
          >
            {message}
          </p>
        ))}
        <p className="figures mt-auto text-2xs break-all text-soft">
          {label} · {editStem(sample)}
        </p>
      </div>
    </article>
  );
}
