import { sourceFileName } from "./dataset-names.ts";

/** Where a photo lies in the exports that keep photos in a folder of their own. */
export function photoFile(imageId: string): string {
  return `images/${sourceFileName(imageId)}`;
}
