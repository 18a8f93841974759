import { open, stat } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { readJsonFile } from "../scene/read-json-file.ts";

const sizeMaxMebibytes = 256;
const headBytes = 65_536;

/**
 * A parsed JSON file of a data set, which is held in memory as a whole: larger ones than 256 MiB are refused,
 * since parsed they take several times their size.
 */
export async function readJsonDocument(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > sizeMaxMebibytes * 2 ** 20)
    throw new AppError(
      "INVALID",
      `the file is larger than ${sizeMaxMebibytes} MiB: split its photos over several files`,
    );
  return readJsonFile(path);
}

/** The beginning of a file as text, to tell what it is without reading it; empty for what is no file. */
export async function headOf(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) return "";
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
