import { readFileSync } from "node:fs";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "./contained-path.ts";

/** The real path of a file of a scene. The scan stays where it was imported from, so it may have moved since. */
export async function sceneFilePath(rootPath: string, shown: string): Promise<string> {
  const path = await containedPath(rootPath, rootPath, shown);
  if (path) return path;
  throw new AppError(
    "NOT_FOUND",
    `${shown} is not in ${rootPath} any more: put it back, or import the scan from its new place`,
  );
}

/** The bytes of a file of a scene. */
export async function readSceneFile(rootPath: string, shown: string): Promise<Buffer> {
  const path = await sceneFilePath(rootPath, shown);
  try {
    // At once: four turns in the thread pool (open, look, read, close) take longer than the bytes of a photo.
    return readFileSync(path);
  } catch (error) {
    throw new AppError("PRECONDITION", `${shown} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
