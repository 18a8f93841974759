"use client";

import { ChevronLeft, ChevronRight, ImageOff } from "lucide-react";
import { useState } from "react";
import { SelectionReasonKind } from "#core/frame/selection.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PhotoCard } from "./photo-card.tsx";
import { reasonText } from "./reason-text.ts";
import type { PreviewPhoto } from "./selection-preview.ts";

const pageSize = 60;

type Filter = "all" | "changed" | SelectionReasonKind;

/** The photos that were decided on, page by page, narrowed to one reason. */
export function PhotoGrid({
  sceneId,
  photos,
  severalCameras,
}: {
  sceneId: string;
  photos: readonly PreviewPhoto[];
  severalCameras: boolean;
}) {
  const [filter, setFilter] = useState<Filter>("all");
  const [wantedPage, setPage] = useState(0);
  const matching = (which: Filter) => photos.filter((photo) => matches(photo, which));
  const filters = (["all", "changed", ...SelectionReasonKind.options] as const)
    .map((value) => ({ value, count: matching(value).length }))
    .filter(({ value, count }) => count > 0 || value === filter || value === "all");
  const shown = matching(filter);
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const page = Math.min(wantedPage, pages - 1);
  return (
    <section aria-label="Photos">
      <div className="mb-3 flex flex-wrap items-center gap-1.5">
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Show</legend>
          {filters.map(({ value, count }) => (
            <button
              key={value}
              type="button"
              aria-pressed={filter === value}
              onClick={() => {
                setFilter(value);
                setPage(0);
              }}
              className={classNames(
                "figures h-7 rounded-md border px-2 text-xs font-medium",
                filter === value
                  ? "border-transparent bg-ink text-on-ink"
                  : "border-line bg-surface hover:bg-hover",
              )}
            >
              {filterText(value)} <span className="font-normal opacity-80">{count}</span>
            </button>
          ))}
        </fieldset>
        {pages > 1 && (
          <nav aria-label="Pages" className="ml-auto flex items-center gap-2">
            <Button
              size="icon"
              aria-label="Page before"
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            >
              <ChevronLeft className="size-4" aria-hidden />
            </Button>
            <span className="figures text-xs text-soft">
              {page * pageSize + 1} to {Math.min(shown.length, (page + 1) * pageSize)} of{" "}
              {shown.length}
            </span>
            <Button
              size="icon"
              aria-label="Page after"
              disabled={page === pages - 1}
              onClick={() => setPage(page + 1)}
            >
              <ChevronRight className="size-4" aria-hidden />
            </Button>
          </nav>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={<ImageOff />} title="No such photo">
          With these limits there is none.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
          {shown.slice(page * pageSize, (page + 1) * pageSize).map((photo) => (
            <PhotoCard
              key={photo.frame.id}
              sceneId={sceneId}
              photo={photo}
              namesCamera={severalCameras}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function matches({ change, detail }: PreviewPhoto, filter: Filter): boolean {
  if (filter === "all") return true;
  if (filter === "changed") return change !== null;
  return detail.reasons.some(({ kind }) => kind === filter);
}

function filterText(filter: Filter): string {
  if (filter === "all") return "All";
  return filter === "changed" ? "Changed" : reasonText[filter];
}
