import type { OpenManifest } from "../open-manifest.ts";
import type { ExportFile, PhotoPlace } from "./export-file.ts";

/** What an export is asked for besides its format. */
export type ExportOptions = {
  /** Whether the photos go along. */
  readonly media: boolean;
  /** Day of publication, `YYYY-MM-DD`: the publisher's to give, since a frozen release holds no time. */
  readonly published?: string;
  /** Where the photos lie; in the studio's storage when left out. */
  readonly photoPlace?: PhotoPlace;
};

/** Files in the order of writing, listed as often as wanted and never all in memory. */
export type ExportFiles = {
  /** How many an export writes: those of the list, and the zips that they are packed in. */
  readonly count: number;
  list(): AsyncIterable<ExportFile>;
};

/** A layout of a release on disk. All it writes follows from the frozen manifest and stored files. */
export type ReleaseFormat = {
  /** Where a photo lies in an export, for formats that hold photos and may leave them out; null for others. */
  readonly photoPath: ((imageId: string) => string) | null;
  /** The files without those that every format has. */
  files(release: OpenManifest, options: ExportOptions): Promise<ExportFiles>;
};
