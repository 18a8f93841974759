import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

/** An entry as an archiver may have written it, a strange one too. */
export type PackedEntry = {
  readonly name: string;
  readonly content?: Uint8Array;
  /** 0 stored (default), 8 deflated. */
  readonly method?: number;
  /** Unix mode with the type of file. */
  readonly mode?: number;
  /** General purpose bits: bit 0 says that it is encrypted, bit 11 that the name is UTF-8. */
  readonly flags?: number;
  /** What the directory states; by default what is true. */
  readonly stated?: { readonly crc?: number; readonly size?: number };
};

/** A zip as other tools write it: sizes before the content, files deflated or not, with folders and modes. */
export function packZip(entries: readonly PackedEntry[]): Buffer {
  const [records, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content = Buffer.alloc(0), method = 0, mode = 0, ...one } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(one.flags ?? 0x800, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(one.stated?.crc ?? crc32(content), 10);
    common.writeUInt32LE(packed.byteLength, 14);
    common.writeUInt32LE(one.stated?.size ?? content.byteLength, 18);
    common.writeUInt16LE(bytes.byteLength, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(mode * 0x10000, 6);
    place.writeUInt32LE(offset, 10);
    const record = Buffer.concat([Buffer.from("PK\x03\x04"), common, bytes, packed]);
    records.push(record);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03"), common, place, bytes]));
    offset += record.byteLength;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...records, ...directory, end]);
}

/** All files of a folder as entries, deflated, under a folder of their own where one is named. */
export async function entriesOf(folder: string, top?: string): Promise<PackedEntry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = relative(folder, join(parentPath, name));
      return {
        name: top === undefined ? path : `${top}/${path}`,
        content: await readFile(join(parentPath, name)),
        method: 8,
        mode: 0o100644,
      };
    }),
  );
}
