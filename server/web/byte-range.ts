import type { ByteRange } from "../release/open-stored-download.ts";

/**
 * Which bytes of `size` a Range header asks for: null for all, as when it is missing, asks for several parts or
 * cannot be read; `none` where it lies beyond the end.
 *
 * Source: RFC 9110, sections 14.1 and 14.2.
 */
export function readByteRange(header: string | null, size: number): ByteRange | "none" | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "") {
    const count = Math.min(Number(to), size);
    return count === 0 ? "none" : { first: size - count, last: size - 1 };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return null;
  if (first >= size) return "none";
  return { first, last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
