import { fileUrl } from "#components/ui/file-url.ts";

/** Begins to fetch a stored photo before anything shows it. Whoever holds on to it keeps what the browser decodes of it. */
export function loadPhoto(hash: string): HTMLImageElement {
  const photo = new Image();
  photo.fetchPriority = "high";
  photo.src = fileUrl(hash);
  return photo;
}
