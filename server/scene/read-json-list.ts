import { open } from "node:fs/promises";
import { AppError, messageOf } from "../errors.ts";
import { parseJson } from "./read-json-file.ts";

const chunkBytes = 1 << 20;
const batchBytes = 1 << 18;
/** Most bytes of a file outside its list: they are kept to be looked at in the end. */
const restBytesMax = 1 << 24;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openSquare, closeSquare, openCurly, closeCurly] = [0x5b, 0x5d, 0x7b, 0x7d];
/** Bytes that mean something outside a string. */
const isMark = new Uint8Array(256);
for (const mark of [quote, comma, colon, openSquare, closeSquare, openCurly, closeCurly])
  isMark[mark] = 1;

/**
 * The items of the list that stands under `key` in the object of a JSON file, some at a time, so that a
 * file of any size takes the memory of its largest item. The bytes are only searched for where items end;
 * each bundle of items, and in the end the file without them, then goes through the JSON reader: what it
 * refuses is refused here too. What came before a fault has been handed out by then.
 */
export async function* readJsonList(path: string, key: string): AsyncGenerator<unknown[]> {
  const scanner = new ListScanner(key);
  const file = await open(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes);
      if (bytesRead === 0) break;
      yield* scanner.scan(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  scanner.finish();
}

class ListScanner {
  readonly #key: string;
  /** The file without the items of the list, and the items not handed out yet. */
  readonly #rest = new ByteText();
  readonly #batch = new ByteText();
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isInList = false;
  #listsFound = 0;
  #itemsFound = 0;
  #bytesBefore = 0;
  /** Where in the rest the last string directly in the object stands, and whether a colon follows it. */
  #name = { from: 0, to: 0, isKey: false };

  constructor(key: string) {
    this.#key = key;
  }

  *scan(chunk: Buffer): Generator<unknown[]> {
    let from = 0;
    const keep = (to: number) => {
      (this.#isInList ? this.#batch : this.#rest).append(chunk, from, to);
      from = to;
    };
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === backslash) this.#isEscaped = true;
        else if (byte === quote) {
          this.#isInString = false;
          if (this.#depth === 1) this.#name.to = this.#rest.length + at + 1 - from;
        }
        continue;
      }
      if (isMark[byte] === 0) continue;
      if (byte === quote) {
        this.#isInString = true;
        if (this.#depth === 1) this.#name.from = this.#rest.length + at - from;
      } else if (byte === colon) {
        if (this.#depth === 1) this.#name.isKey = true;
      } else if (byte === comma) {
        if (this.#depth === 1) this.#name.isKey = false;
        else if (this.#isInList && this.#depth === 2) {
          if (this.#batch.length + at - from < batchBytes) continue;
          keep(at);
          yield this.#takeBatch(this.#bytesBefore + at);
          from = at + 1;
        }
      } else if (byte === openSquare || byte === openCurly) {
        if (this.#depth++ !== 1 || byte !== openSquare || !this.#name.isKey) continue;
        keep(at + 1);
        if (this.#rest.text(this.#name.from, this.#name.to) !== JSON.stringify(this.#key)) continue;
        if (this.#listsFound++ > 0) throw bad(`it has two lists ${this.#key}`);
        this.#isInList = true;
      } else {
        if (--this.#depth < 0)
          throw bad(`a bracket too many is closed at byte ${this.#bytesBefore + at}`);
        if (!this.#isInList || this.#depth !== 1) continue;
        keep(at);
        if (this.#itemsFound > 0 || !this.#batch.isBlank())
          yield this.#takeBatch(this.#bytesBefore + at);
        this.#batch.clear();
        this.#isInList = false;
      }
    }
    keep(chunk.length);
    this.#bytesBefore += chunk.length;
    if (this.#rest.length > restBytesMax)
      throw bad(`it holds more than ${restBytesMax >> 20} MB outside the list ${this.#key}`);
  }

  finish(): void {
    if (this.#bytesBefore === 0 || (this.#rest.isBlank() && this.#listsFound === 0))
      throw new AppError("INVALID", "the file is empty: copy it again");
    if (this.#depth > 0 || this.#isInString) {
      const where = this.#isInList ? ` after item ${this.#itemsFound} of ${this.#key}` : "";
      throw bad(`it ends in the middle${where}, as if cut off`);
    }
    try {
      parseJson(this.#rest.text().replace(/^\uFEFF/, ""));
    } catch (error) {
      throw bad(messageOf(error));
    }
    if (this.#listsFound === 0)
      throw new AppError("INVALID", `there is no list ${this.#key} in the file`);
  }

  #takeBatch(end: number): unknown[] {
    const first = this.#itemsFound + 1;
    try {
      // Without an item before, between or behind commas this is no list either.
      const items = parseJson(`[${this.#batch.text()}]`) as unknown[];
      if (items.length === 0) throw new Error("an item is missing after the last comma");
      this.#batch.clear();
      this.#itemsFound += items.length;
      return items;
    } catch (error) {
      throw bad(`${this.#key} from item ${first} on, before byte ${end}: ${messageOf(error)}`);
    }
  }
}

function bad(cause: string): AppError {
  return new AppError("INVALID", `the file is not JSON (${cause}): copy it again`);
}

/** Bytes collected piece by piece, read as UTF-8. */
class ByteText {
  #bytes = Buffer.alloc(1 << 12);
  length = 0;

  append(source: Buffer, from: number, to: number): void {
    const length = this.length + to - from;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(2 * length);
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    source.copy(this.#bytes, this.length, from, to);
    this.length = length;
  }

  text(from = 0, to = this.length): string {
    return this.#bytes.toString("utf8", from, to);
  }

  isBlank(): boolean {
    return this.text().trim() === "";
  }

  clear(): void {
    this.length = 0;
  }
}
