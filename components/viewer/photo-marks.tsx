import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { projectBoxBounds, projectSegment } from "#core/geometry/projection.ts";
import type { DepthCover } from "./box-outline.ts";
import { boxOutline, outlinePath } from "./box-outline.ts";
import { motionPath } from "./motion-path.ts";
import { placeTag } from "./tag-layout.ts";

const strokes = {
  source: "stroke-source",
  target: "stroke-target",
  other: "stroke-other",
  flagged: "stroke-flagged",
};
export type BoxPart = keyof typeof strokes;

/** A box drawn on the photo: hidden edges fainter, every line with a dark rim so that it reads on anything. */
export function PhotoBox({
  k,
  box,
  part,
  name,
  emphasis = "normal",
  dashed = false,
  cover = null,
}: {
  k: Intrinsics;
  box: BoxInCamera;
  part: BoxPart;
  cover?: DepthCover | null;
  /** Accessible name; left out where another element says it. */
  name?: string;
  emphasis?: "quiet" | "normal" | "strong";
  dashed?: boolean;
}) {
  const outline = boxOutline(k, box, cover);
  const front = outlinePath(outline.filter((edge) => !edge.behind));
  const behind = outlinePath(outline.filter((edge) => edge.behind));
  const width = { quiet: 1, normal: 2, strong: 2.75 }[emphasis];
  const lines = (d: string, opacity: number, dash?: string) => (
    <g opacity={opacity} fill="none" strokeLinecap="round" strokeLinejoin="round">
      {emphasis !== "quiet" && (
        <path
          d={d}
          stroke="#000"
          strokeOpacity={0.55}
          strokeWidth={width + 2}
          vectorEffect="non-scaling-stroke"
        />
      )}
      <path
        d={d}
        className={strokes[part]}
        strokeWidth={width}
        strokeDasharray={dash}
        vectorEffect="non-scaling-stroke"
      />
    </g>
  );
  return (
    <g
      role={name ? "img" : "presentation"}
      aria-label={name}
      data-testid={`photo-box-${part}`}
      className="pointer-events-none"
    >
      {lines(behind, emphasis === "quiet" ? 0.3 : 0.45, "3 4")}
      {lines(front, emphasis === "quiet" ? 0.6 : 1, dashed ? "7 5" : undefined)}
    </g>
  );
}

/** A name tag at a box, in letters of constant size, kept inside the image. */
export function PhotoLabel({
  k,
  box,
  part,
  text,
  pixelScale,
  below = false,
}: {
  k: Intrinsics;
  box: BoxInCamera;
  part: BoxPart;
  text: string;
  pixelScale: number;
  /** Hangs it under the box rather than over it. */
  below?: boolean;
}) {
  const tag = placeTag(k, box, text, pixelScale, below);
  if (!tag) return null;
  const { x, y, width, height } = tag;
  const unit = 1 / pixelScale;
  const fills = {
    source: "fill-source",
    target: "fill-target",
    other: "fill-other",
    flagged: "fill-flagged",
  };
  return (
    <g aria-hidden className="pointer-events-none">
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={3 * unit}
        fill="#000"
        fillOpacity={0.72}
      />
      <text
        x={x + width / 2}
        y={y + 12.6 * unit}
        textAnchor="middle"
        fontSize={11.5 * unit}
        className={`font-sans font-medium ${fills[part]}`}
      >
        {text}
      </text>
    </g>
  );
}

/** The way from one box to the other: an arrow for a shift, an arc for a turn. */
export function PhotoMotion({
  k,
  source,
  target,
  pixelScale,
}: {
  k: Intrinsics;
  source: BoxInCamera;
  target: BoxInCamera;
  pixelScale: number;
}) {
  const path = motionPath(source, target);
  const segments = path
    .slice(1)
    .flatMap((place, index) => projectSegment(k, path[index]!, place) ?? []);
  const last = segments.at(-1);
  if (!last) return null;
  const d = outlinePath(segments) + arrowHead(last.from, last.to, 9 / pixelScale);
  return (
    <g
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="pointer-events-none"
      data-testid="photo-motion"
      aria-hidden
    >
      <path
        d={d}
        stroke="#000"
        strokeOpacity={0.6}
        strokeWidth={4.5}
        vectorEffect="non-scaling-stroke"
      />
      <path d={d} stroke="#fff" strokeWidth={2} vectorEffect="non-scaling-stroke" />
    </g>
  );
}

/** A cross over a box that is to be removed. */
export function PhotoRemoval({ k, box }: { k: Intrinsics; box: BoxInCamera }) {
  const bounds = projectBoxBounds(k, box);
  if (!bounds) return null;
  const [left, top, right, bottom] = bounds;
  const d = `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`;
  return (
    <g aria-hidden className="pointer-events-none" data-testid="photo-removal">
      <path
        d={d}
        stroke="#000"
        strokeOpacity={0.55}
        strokeWidth={4.5}
        vectorEffect="non-scaling-stroke"
      />
      <path d={d} className="stroke-target" strokeWidth={2.25} vectorEffect="non-scaling-stroke" />
    </g>
  );
}

function arrowHead(from: Pixel, to: Pixel, size: number): string {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const wing = (turn: number) =>
    `${to[0] - size * Math.cos(angle + turn)} ${to[1] - size * Math.sin(angle + turn)}`;
  return `M${wing(0.5)}L${to[0]} ${to[1]}L${wing(-0.5)}`;
}
