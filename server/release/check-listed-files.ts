import { join } from "node:path";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import { photoFile } from "#core/release/photo-file.ts";
import { checkMediaList } from "./check-media-list.ts";
import { FileDigester } from "./file-digester.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { readChecksums } from "./read-checksums.ts";
import type { VerifyProblem } from "./verify-problem.ts";
import type { FolderEntry } from "./walk-folder.ts";
import { walkFolder } from "./walk-folder.ts";

/** What a look at the files of a copy found. */
export type CopyCheck = {
  /** Files that were read. */
  readonly filesChecked: number;
  /** Over the photos and edits as they lie here; null where the format keeps them in another form. */
  readonly merkleRoot: string | null;
  readonly errors: readonly VerifyProblem[];
  readonly warnings: readonly VerifyProblem[];
};

/**
 * Holds every file of a copy against its checksum file. Photos that were left out may be missing; where one
 * is there, it must be the one that `media.json` states.
 */
export async function checkListedFiles(
  root: string,
  format: ExportFormat,
  manifest: OpenManifest,
): Promise<CopyCheck> {
  const { leftOut, problems } = await checkMediaList(root, manifest, photoFile);
  const errors: VerifyProblem[] = [...problems];
  const warnings: VerifyProblem[] = [];
  const say = (to: VerifyProblem[], kind: VerifyProblem["kind"], file: string, what: string) =>
    to.push({ kind, file, field: null, message: `${file} ${what}` });
  const listed = await listedFiles(root, errors);
  if (!listed.has(commonNames.manifest))
    say(errors, "checksums", commonNames.checksums, `does not list ${commonNames.manifest}`);
  const ours: readonly string[] = [...rootNames[format], ...Object.values(commonNames)];
  let filesChecked = 0;
  const digester = new FileDigester();
  for (const { path, kind } of entriesByPath(root)) {
    if (path === commonNames.checksums || path === commonNames.signature) continue;
    const sha256 = listed.get(path) ?? leftOut.get(path)?.sha256;
    if (sha256 === undefined || kind !== "file") {
      const isOurs = ours.includes(path.split("/")[0] ?? "");
      say(isOurs ? errors : warnings, "extra", path, "is not part of the release");
      continue;
    }
    filesChecked++;
    if ((await digester.digest(join(root, path))).sha256 !== sha256)
      say(
        errors,
        "changed",
        path,
        `has another content than ${listed.has(path) ? commonNames.checksums : commonNames.media} says`,
      );
    listed.delete(path);
  }
  for (const path of listed.keys()) say(errors, "missing", path, "is missing");
  return { filesChecked, merkleRoot: null, errors, warnings };
}

/** What the checksum file says, by path. */
async function listedFiles(root: string, errors: VerifyProblem[]): Promise<Map<string, string>> {
  const file = commonNames.checksums;
  const listed = new Map<string, string>();
  await readChecksums(root, {
    onChecksum: ({ path, sha256 }) => listed.set(path, sha256),
    onProblem: (message) => errors.push({ kind: "checksums", file, field: null, message }),
  });
  return listed;
}

/** Everything below a folder but folders. */
function entriesByPath(root: string): FolderEntry[] {
  const entries = [...walkFolder(root)].filter(({ kind }) => kind !== "folder");
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}
