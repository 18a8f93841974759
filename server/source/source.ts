import type { ImportReport } from "#core/scene/import-report.ts";
import type { Scan } from "../scene/read-scan.ts";

/** What the user named: a real folder, and a file in it where a file was named. */
export type Place = { readonly root: string; readonly file: string | null };

/** Something that was left out before a scan was looked at, with what to do. */
export type Refused = { readonly file: string; readonly reason: string };

/** A scan after a look that is cheap beside reading it. */
export type LookedScan = {
  /** Changes when any file that the import reads does. */
  readonly inputsHash: string;
  /** Reads it all; `scan` is null when too little can be used, and the report says why. */
  readonly read: () => Promise<{ scan: Scan | null; report: ImportReport }>;
};

/** A scan that a source found. */
export type FoundScan = {
  readonly sceneId: string;
  /** The real folder at which the paths of its photos start. */
  readonly rootPath: string;
  look(onProgress: (done: number, total: number) => void): Promise<LookedScan>;
};

/**
 * One layout in which scans lie on disk. It reads only below the root of the place, follows no link out of
 * it and writes nothing there.
 */
export type Source = {
  readonly name: string;
  /** What it looks for, to be read after "name". */
  readonly layout: string;
  /** The scans below a place, by name; none where something else lies there. */
  find(place: Place): Promise<{ scans: FoundScan[]; refused: Refused[] }>;
};
