import type { Finding } from "#core/plausibility/finding.ts";

/** Digits after the point of a figure in its unit. */
const digitsOf: Readonly<Record<string, number>> = { m: 2, SA: 2, px: 0 };
const digitsMax = 3;

/**
 * The measured figure and its limit, as briefly as they can be said, e.g. "57 % / 20 %". A figure that lies close
 * to its limit gets the digits that tell them apart: "15.3 px / 15 px".
 */
export function figureText({ value, limit, unit }: Finding): string {
  if (value === null) return "";
  if (limit === null) return inUnit(value, unit, 0);
  const said = inUnit(limit, unit, 0);
  for (let more = 0; ; more++) {
    const shown = inUnit(value, unit, more);
    const isApart = value === limit || Number.parseFloat(shown) !== Number.parseFloat(said);
    if (isApart || more === digitsMax) return `${shown} / ${said}`;
  }
}

/** @param more digits beyond those that the unit is shown with */
function inUnit(value: number, unit: string, more: number): string {
  if (unit === "share") return `${(value * 100).toFixed(more)} %`;
  const digits = digitsOf[unit] ?? (Number.isInteger(value) ? 0 : 1);
  const space = unit === "°" || unit === "" ? "" : " ";
  return `${value.toFixed(digits + more)}${space}${unit}`;
}
