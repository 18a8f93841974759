import { readFile } from "node:fs/promises";
import { parsePythonJson } from "#core/metric/python-json.ts";
import { AppError, messageOf } from "../errors.ts";

/**
 * A parsed JSON file. Bare NaN and Infinity, which Python's writer puts into pose files, are read as such
 * numbers, so that one bad number does not cost the whole file. A file cut short says so. For files whose
 * size has a natural limit: what may be larger is read with {@link readJsonList}.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new AppError("INVALID", "the file is empty: copy it again");
  try {
    return parseJson(text);
  } catch (error) {
    const cut = !/[}\]]\s*$/.test(text) || /end of JSON input|Unterminated/i.test(messageOf(error));
    const cause = cut ? "it ends in the middle, as if cut off" : messageOf(error);
    throw new AppError("INVALID", `the file is not JSON (${cause}): copy it again`, {
      cause: error,
    });
  }
}

/** Reads JSON, and bare NaN and Infinity in it. Throws what the strict reader says of anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (strict) {
    try {
      return parsePythonJson(text);
    } catch {
      throw strict;
    }
  }
}
