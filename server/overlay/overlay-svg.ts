import type { Intrinsics } from "#core/geometry/camera.ts";
import { resizeIntrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { ImageSegment, Pixel } from "#core/geometry/projection.ts";
import { projectBoxEdges, projectPoint } from "#core/geometry/projection.ts";

/** Colours of the two boxes everywhere in the studio: before is green, after is magenta. */
const before = "#22e06b";
const after = "#ff3df2";

export type OverlayBoxes = { source: BoxInCamera; target: BoxInCamera | null; label: string };

/** Longest side at which lines and letters have their usual size; larger pictures get larger ones. */
const usualSide = 640;

/** The picture before the edit: the object's box and its label. `k`: the camera of the picture. */
export function beforeOverlay(k: Intrinsics, boxes: OverlayBoxes) {
  const drawn = drawnCamera(k);
  const source = projectBoxEdges(drawn, boxes.source);
  return svg(k, drawn, [wireframe(source, before, 1), label(source, boxes.label, before, drawn)]);
}

/** The picture after the edit: where the object was (thin), where it goes, and the way between. A removed object is crossed out. */
export function afterOverlay(k: Intrinsics, boxes: OverlayBoxes) {
  const drawn = drawnCamera(k);
  const source = projectBoxEdges(drawn, boxes.source);
  if (!boxes.target) return svg(k, drawn, [wireframe(source, after, 1, "7 5"), cross(source)]);
  const target = projectBoxEdges(drawn, boxes.target);
  return svg(k, drawn, [
    wireframe(source, before, 0.55, "4 4"),
    wireframe(target, after, 1),
    arrow(projectPoint(drawn, boxes.source.center), projectPoint(drawn, boxes.target.center)),
    label(target, boxes.label, after, drawn),
  ]);
}

function drawnCamera(k: Intrinsics): Intrinsics {
  const scale = Math.min(1, usualSide / Math.max(k.width, k.height));
  return resizeIntrinsics(k, k.width * scale, k.height * scale);
}

function svg({ width, height }: Intrinsics, drawn: Intrinsics, parts: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${drawn.width} ${drawn.height}">${parts.join("")}</svg>`;
}

/** Every line twice: a dark one under a bright one reads on any photo. */
function wireframe(
  edges: readonly ImageSegment[],
  color: string,
  opacity: number,
  dash = "",
): string {
  const d = edges.map(({ from, to }) => `M${at(from)}L${at(to)}`).join("");
  const common = `d="${d}" fill="none" stroke-linecap="round" opacity="${opacity}"`;
  return (
    `<path ${common} stroke="#000" stroke-opacity="0.55" stroke-width="4.5"/>` +
    `<path ${common} stroke="${color}" stroke-width="2.2"${dash && ` stroke-dasharray="${dash}"`}/>`
  );
}

function arrow(from: Pixel | null, to: Pixel | null): string {
  if (!from || !to || Math.hypot(to[0] - from[0], to[1] - from[1]) < 6) return "";
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const wing = (turn: number): Pixel => [
    to[0] - 12 * Math.cos(angle + turn),
    to[1] - 12 * Math.sin(angle + turn),
  ];
  const d = `M${at(from)}L${at(to)}M${at(wing(0.45))}L${at(to)}L${at(wing(-0.45))}`;
  return (
    `<path d="${d}" fill="none" stroke="#000" stroke-opacity="0.6" stroke-width="5.5"/>` +
    `<path d="${d}" fill="none" stroke="#fff" stroke-width="2.5"/>`
  );
}

function cross(edges: readonly ImageSegment[]): string {
  const { left, top, right, bottom } = bounds(edges);
  const d = `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`;
  return (
    `<path d="${d}" stroke="#000" stroke-opacity="0.55" stroke-width="5"/>` +
    `<path d="${d}" stroke="${after}" stroke-width="2.5"/>`
  );
}

function label(edges: readonly ImageSegment[], text: string, color: string, k: Intrinsics): string {
  if (edges.length === 0) return "";
  const { left, top } = bounds(edges);
  const width = text.length * 8.2 + 12;
  const x = Math.max(2, Math.min(left, k.width - width - 2));
  const y = Math.max(2, top - 24);
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="20" rx="3" fill="#000" fill-opacity="0.7"/>` +
    `<text x="${x + 6}" y="${y + 14.5}" font-family="DejaVu Sans, Arial, sans-serif" font-size="13" fill="${color}">${escapeText(text)}</text>`
  );
}

function bounds(edges: readonly ImageSegment[]) {
  const points = edges.flatMap(({ from, to }) => [from, to]);
  return {
    left: Math.min(...points.map(([x]) => x)),
    top: Math.min(...points.map(([, y]) => y)),
    right: Math.max(...points.map(([x]) => x)),
    bottom: Math.max(...points.map(([, y]) => y)),
  };
}

function at([x, y]: Pixel): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
