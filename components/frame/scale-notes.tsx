import { Ruler, TriangleAlert } from "lucide-react";
import { backendText } from "#core/detection/backend.ts";
import type { BackendScaleBias } from "#server/scene/find-scale-biases.ts";

/** Whether the detectors' boxes of the whole scene are at the scale of its annotation. */
export function ScaleNotes({ biases }: { biases: readonly BackendScaleBias[] }) {
  return biases.map(({ backend, verdict, message }) =>
    verdict === "suspect" ? (
      <p
        key={backend}
        role="alert"
        className="flex items-start gap-2 rounded-md bg-warn-wash px-3 py-2 text-xs text-warn"
      >
        <TriangleAlert className="mt-px size-4 shrink-0" aria-hidden />
        <span>
          <span className="font-medium">Scale of {backendText[backend]} in this scene:</span>{" "}
          {message}
        </span>
      </p>
    ) : (
      <p key={backend} className="flex items-center gap-2 text-xs text-soft">
        <Ruler className="size-4 shrink-0" aria-hidden />
        Scale of {backendText[backend]} in this scene: {message}
      </p>
    ),
  );
}
