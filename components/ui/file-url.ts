import type { ThumbnailWidth } from "#server/web/thumbnail.ts";

/** Address of a stored file; of a picture, shrunk to `width` when given. */
export function fileUrl(hash: string, width?: ThumbnailWidth): string {
  return width ? `/files/${hash}?w=${width}` : `/files/${hash}`;
}

/** Address of a stored text, to read. */
export function textUrl(hash: string): string {
  return `/files/${hash}?as=text`;
}
