import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { AppError, systemCodeOf } from "../errors.ts";

/**
 * The real path of `shown` in `folder`, links followed; null when there is nothing. Refused when it lies
 * outside `root` (a real path), so that a scan cannot point the importer at other files of the machine.
 */
export async function containedPath(
  root: string,
  folder: string,
  shown: string,
): Promise<string | null> {
  let real: string;
  try {
    real = await realpath(join(folder, shown));
  } catch (error) {
    const code = systemCodeOf(error) || "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new AppError("INVALID", `cannot be read (${code})`, { cause: error });
  }
  if (!isInside(root, real))
    throw new AppError(
      "INVALID",
      "a link that leads out of the imported folder is not followed: copy the files in instead",
    );
  return real;
}

/** Whether a path is `root` itself or lies below it. Both are real paths. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
