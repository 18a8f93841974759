import { TriangleAlert } from "lucide-react";
import { counted } from "#core/counted.ts";
import type { SelectionPreview } from "./selection-preview.ts";

/** The outcome in figures, what it changes, and what the preview cannot know. */
export function PreviewSummary({
  preview: { selection, keptCount, addedCount, droppedCount },
  isStored,
}: {
  preview: SelectionPreview;
  isStored: boolean;
}) {
  const { groupCount, unmeasured } = selection;
  const photoCount = unmeasured.reduce((sum, { frameIds }) => sum + frameIds.length, 0);
  return (
    <div className="flex flex-col gap-2">
      <p className="figures flex flex-wrap items-baseline gap-x-6 gap-y-1" aria-live="polite">
        <span>
          <span className="text-xl font-semibold">{keptCount}</span>{" "}
          {isStored ? "kept" : "would be kept"}, of {counted(groupCount, "group")}
        </span>
        <span className="text-soft">
          {addedCount + droppedCount === 0
            ? "the same photos as stored"
            : `against the stored selection +${addedCount}, −${droppedCount}`}
        </span>
      </p>
      {unmeasured.length > 0 && (
        <p className="figures flex items-center gap-2 rounded-md bg-warn-wash px-3 py-2 text-warn">
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          <span>
            {unmeasured.length} of {counted(groupCount, "group")} would try{" "}
            {counted(photoCount, "photo")} never measured. The preview decides without them; a run
            measures them.
          </span>
        </p>
      )}
    </div>
  );
}
