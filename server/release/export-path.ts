import { join } from "node:path";
import type { ExportFormat } from "#core/release/export-format.ts";
import { env } from "../env.ts";

/** The one folder in a release's zip; with `.zip` behind it, the name under which it is downloaded. */
export function zipFolder(format: ExportFormat, name: string): string {
  return `${format}-${name}`;
}

/** Where the zip of a release that is kept for downloads lies. */
export function exportPath({
  name,
  format,
  media,
}: {
  name: string;
  format: ExportFormat;
  media: boolean;
}): string {
  return join(env().GSI_HOME, "exports", name, `${format}${media ? "" : "-without-photos"}.zip`);
}
