import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Checksum } from "#core/release/checksums.ts";
import { parseChecksum } from "#core/release/checksums.ts";
import { commonNames } from "#core/release/export-format.ts";
import { readLines } from "./read-lines.ts";

/** Takes what a checksum file says, and a sentence for all that is wrong with the file itself. */
export type ChecksumReader = {
  readonly onChecksum: (checksum: Checksum) => void;
  readonly onProblem: (message: string) => void;
};

/** Reads the checksum file of a copy line by line. False where there is none to be read, which is a problem too. */
export async function readChecksums(
  root: string,
  { onChecksum, onProblem }: ChecksumReader,
): Promise<boolean> {
  const name = commonNames.checksums;
  const content = createReadStream(join(root, name));
  let isRead = true;
  content.once("error", () => (isRead = false));
  let line = 0;
  try {
    for await (const text of readLines(content)) {
      line++;
      const checksum = parseChecksum(text);
      if (checksum) onChecksum(checksum);
      else onProblem(`${name}: line ${line} is not a hash, two blanks and a path`);
    }
  } catch (error) {
    if (isRead) throw error;
    onProblem(`${name} is missing`);
  }
  return isRead;
}
