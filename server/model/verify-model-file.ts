import { stat } from "node:fs/promises";
import type { ModelFile } from "#core/detection/model-manifest.ts";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import { hashFile } from "../storage.ts";

/** Hashes by real path, size and time of the last change, since a model has gigabytes. */
const known = new Map<string, string>();

/** Real path of a file of a model whose content is the one listed; else an error that names it. */
export async function verifyModelFile(folder: string, file: ModelFile): Promise<string> {
  const path = await realFile(folder, file.path);
  const { size, mtimeNs } = await stat(path, { bigint: true });
  if (size !== BigInt(file.bytes))
    throw differs(file.path, `it has ${size} bytes and should have ${file.bytes}`);
  const key = `${path}\0${size}\0${mtimeNs}`;
  const hash = known.get(key) ?? (await hashFile(path));
  known.set(key, hash);
  if (hash !== file.sha256)
    throw differs(file.path, `its SHA-256 is ${hash} and should be ${file.sha256}`);
  return path;
}

/** Real path of a plain file in `folder`, a real path itself. Refuses what leads out of it. */
export async function realFile(folder: string, shown: string): Promise<string> {
  const path = await containedPath(folder, folder, shown).catch((error: unknown) => {
    throw new AppError("INVALID", `${shown}: ${messageOf(error)}`, { cause: error });
  });
  if (path === null)
    throw new AppError("INVALID", `${shown}: there is no such file in ${folder}: copy it again`);
  if ((await stat(path)).isFile()) return path;
  throw new AppError("INVALID", `${shown}: it is not a file`);
}

function differs(path: string, how: string): AppError {
  return new AppError("INVALID", `${path}: ${how}: copy it again from where it was exported`);
}
