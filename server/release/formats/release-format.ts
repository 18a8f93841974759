import type { Manifest } from "#core/release/manifest.ts";
import type { ExportFile, ReadPhoto } from "./export-file.ts";

/** What an export is asked for besides its format. */
export type ExportOptions = {
  /** Whether the photos go along. */
  readonly media: boolean;
  /** Day of publication, `YYYY-MM-DD`: the publisher's to give, since a frozen release holds no time. */
  readonly published?: string;
  /** Where the bytes of a photo come from; the studio's storage when left out. */
  readonly readPhoto?: ReadPhoto;
};

/** A frozen release and the SHA-256 of its manifest. */
export type FrozenRelease = { readonly manifest: Manifest; readonly manifestHash: string };

/** A layout of a release on disk. All it writes follows from the frozen manifest and stored files. */
export type ReleaseFormat = {
  /** Where a photo lies in an export, for formats that hold photos and may leave them out; null for others. */
  readonly photoPath: ((imageId: string) => string) | null;
  /** The files in the order of writing, without those that every format has. */
  files(release: FrozenRelease, options: ExportOptions): ExportFile[];
};
