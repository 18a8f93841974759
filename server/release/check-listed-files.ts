import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { parseChecksums } from "#core/release/checksums.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import { photoFile } from "#core/release/photo-file.ts";
import { hashFile } from "../storage.ts";
import { checkMediaList } from "./check-media-list.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

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
  const listed = await readChecksums(root, errors);
  if (!listed.has(commonNames.manifest))
    say(errors, "checksums", commonNames.checksums, `does not list ${commonNames.manifest}`);
  const ours: readonly string[] = [...rootNames[format], ...Object.values(commonNames)];
  let filesChecked = 0;
  for (const { path, isFile } of await entriesOf(root)) {
    if (path === commonNames.checksums || path === commonNames.signature) continue;
    const sha256 = listed.get(path) ?? leftOut.get(path)?.sha256;
    if (sha256 === undefined || !isFile) {
      const isOurs = ours.includes(path.split("/")[0] ?? "");
      say(isOurs ? errors : warnings, "extra", path, "is not part of the release");
      continue;
    }
    filesChecked++;
    if ((await hashFile(join(root, path))) !== sha256)
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

async function readChecksums(root: string, errors: VerifyProblem[]): Promise<Map<string, string>> {
  const file = commonNames.checksums;
  const report = (message: string) =>
    errors.push({ kind: "checksums", file, field: null, message });
  const text = await readFile(join(root, file), "utf8").catch(() => null);
  if (text === null) report(`${file} is missing`);
  const { checksums, badLines } = parseChecksums(text ?? "");
  for (const line of badLines) report(`${file}: line ${line} is not a hash, two blanks and a path`);
  return new Map(checksums.map(({ path, sha256 }) => [path, sha256]));
}

/** Everything below a folder but folders, sorted by path. */
async function entriesOf(root: string): Promise<{ path: string; isFile: boolean }[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"),
      isFile: entry.isFile(),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
