"use client";

import type { SelectionCoverage } from "#core/frame/selection-coverage.ts";
import { cameraPlace, floorCoverage } from "#core/frame/floor-coverage.ts";
import { invert, transformDirection } from "#core/geometry/rigid-transform.ts";
import { direction } from "#core/geometry/space.ts";
import type { SelectionReport } from "#server/frame/get-selection-report.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { PreviewPhoto } from "./selection-preview.ts";

/** What of the room the kept photos show: its objects by name, its ground from above. */
export function CoveragePanel({
  report,
  photos,
  coverage: { movableCount, shownCount, uncovered },
}: {
  report: SelectionReport;
  photos: readonly PreviewPhoto[];
  coverage: SelectionCoverage;
}) {
  const kept = photos.filter((photo) => photo.kept).map(({ frame }) => frame);
  const numberOf = new Map(photos.map(({ frame }) => [frame.id, frame.number]));
  const missing = new Set(uncovered.map(({ key }) => key));
  const cameras = kept.map((frame) => {
    const [x, y] = cameraPlace(frame);
    const [dx, dy] = transformDirection(invert(frame.cameraFromWorld), direction(0, 0, 1));
    return { id: frame.id, number: frame.number, x, y, dx, dy };
  });
  const places = [
    ...report.objects.map(({ box }) => [box.center[0], box.center[1]] as const),
    ...cameras.map(({ x, y }) => [x, y] as const),
  ];
  const floor = floorCoverage(places, kept, report.floorHeightMeters);
  const { cellMeters: cell, origin, columns, rows, seen } = floor;
  const most = Math.max(1, ...seen);
  const seenCells = seen.filter((count) => count > 0).length;
  // The map's y axis points up.
  const at = ([x, y]: readonly [number, number]) =>
    [(x - origin[0]) / cell, rows - (y - origin[1]) / cell] as const;
  const margin = 0.6;
  return (
    <Panel
      title="Coverage"
      aside={
        <span className="figures text-xs text-soft">
          {shownCount} of {movableCount} movable objects, {percent(seenCells, seen.length)} of the
          ground
        </span>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4">
        <figure>
          <svg
            viewBox={`${-margin} ${-margin} ${columns + 2 * margin} ${rows + 2 * margin}`}
            className="max-h-52 w-full rounded-md bg-sunken"
            aria-hidden
          >
            {seen.map((count, index) =>
              count === 0 ? null : (
                <rect
                  key={index}
                  x={index % columns}
                  y={rows - 1 - Math.floor(index / columns)}
                  width={1.02}
                  height={1.02}
                  className="fill-accent"
                  opacity={0.12 + (0.5 * count) / most}
                >
                  <title>{`seen by ${count} kept photos`}</title>
                </rect>
              ),
            )}
            {report.objects
              .filter(({ key }) => missing.has(key))
              .map(({ key, label, box }) => {
                const [x, y] = at([box.center[0], box.center[1]]);
                return (
                  <path
                    key={key}
                    d={`M${x - 0.25} ${y - 0.25}l.5 .5m0 -.5l-.5 .5`}
                    className="stroke-bad"
                    strokeWidth={0.14}
                  >
                    <title>{`${label}: not shown well`}</title>
                  </path>
                );
              })}
            {cameras.map(({ id, number, x, y, dx, dy }) => {
              const [u, v] = at([x, y]);
              return (
                <g key={id}>
                  <title>{`photo ${number}`}</title>
                  <line
                    x1={u}
                    y1={v}
                    x2={u + 0.8 * dx}
                    y2={v - 0.8 * dy}
                    className="stroke-ink"
                    strokeWidth={0.1}
                  />
                  <circle cx={u} cy={v} r={0.2} className="fill-ink" />
                </g>
              );
            })}
          </svg>
          <figcaption className="figures mt-1 text-2xs text-soft">
            Kept photos see {seenCells} of {seen.length} squares of {cell.toFixed(1)} m. The
            stronger the colour, the more kept photos look there; walls and furniture in between are
            not counted. Dots are cameras, crosses objects not shown well.
          </figcaption>
        </figure>
        <div className="min-w-0 text-xs">
          {uncovered.length === 0 ? (
            <p>Every movable object is shown well by a kept photo.</p>
          ) : (
            <>
              <p className="mb-1.5 font-medium">Not shown well by any kept photo</p>
              <ul className="figures max-h-56 overflow-y-auto text-soft">
                {uncovered.map(({ key, label, shownByRejected }) => (
                  <li key={key} className="py-0.5">
                    <span className="text-ink">{label}</span>{" "}
                    <span className="text-2xs">
                      {shownByRejected.length === 0
                        ? "in no measured photo"
                        : `in rejected photo ${shownByRejected
                            .slice(0, 4)
                            .map((id) => numberOf.get(id))
                            .join(", ")}${shownByRejected.length > 4 ? ", …" : ""}`}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.round((100 * part) / whole)} %`;
}
