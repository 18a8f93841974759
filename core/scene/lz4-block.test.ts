import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLz4Block } from "./lz4-block.ts";

const bytes = fc.uint8Array({ maxLength: 400 });
/** Bytes with many repetitions, near and far. */
const repetitive = fc
  .array(
    fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 300 })),
    {
      maxLength: 8,
    },
  )
  .map((runs) =>
    Uint8Array.from(
      runs.flatMap(([unit, times]) => Array.from({ length: times }, () => [...unit]).flat()),
    ),
  );

describe("an LZ4 block", () => {
  it("gives back what was packed, literals, matches and overlapping matches", () => {
    let matched = 0;
    fc.assert(
      fc.property(fc.oneof(bytes, repetitive), (original) => {
        const block = pack(original);
        if (block.length < original.length) matched++;
        expect(decodeLz4Block(block, original.length)).toEqual(original);
      }),
    );
    expect(matched).toBeGreaterThan(10);
  });

  it("of a known form is read: literals with a long length, a match at distance 1", () => {
    const literals = Array.from({ length: 300 }, (_, i) => i % 251);
    const block = Uint8Array.from([0xf0, 255, 30, ...literals]);
    expect(decodeLz4Block(block, 300)).toEqual(Uint8Array.from(literals));
    // One 7, nine copies of it (5 + 4), then the five literals that end every block.
    const run = Uint8Array.from([0x15, 7, 1, 0, 0x50, 7, 7, 7, 7, 7]);
    expect(decodeLz4Block(run, 15)).toEqual(new Uint8Array(15).fill(7));
  });

  it("is refused when it gives another length, is cut off, or goes on", () => {
    fc.assert(
      fc.property(repetitive, fc.nat(), (original, at) => {
        fc.pre(original.length > 0);
        const block = pack(original);
        expect(decodeLz4Block(block, original.length + 1)).toBeNull();
        expect(decodeLz4Block(block, original.length - 1)).toBeNull();
        expect(decodeLz4Block(block.subarray(0, at % block.length), original.length)).toBeNull();
        expect(decodeLz4Block(Uint8Array.from([...block, 0]), original.length)).toBeNull();
      }),
    );
  });

  it.each([
    ["nothing", []],
    ["a match from before the beginning", [0x10, 7, 2, 0, 0x50, 7, 7, 7, 7, 7]],
    ["a match at distance 0", [0x10, 7, 0, 0, 0x50, 7, 7, 7, 7, 7]],
    ["half a distance", [0x10, 7, 1]],
    ["a match that ends it", [0x15, 7, 1, 0]],
    ["an endless literal", [0xf0, ...Array.from({ length: 5000 }, () => 255), 0]],
    ["an endless match", [0x1f, 7, 1, 0, ...Array.from({ length: 5000 }, () => 255), 0]],
    ["a length that is cut off", [0x1f, 7, 1, 0, 255, 255]],
  ])("of %s is refused", (_name, block) => {
    expect(decodeLz4Block(Uint8Array.from(block), 10)).toBeNull();
  });

  it("that was tampered with gives exactly the promised bytes or nothing, and stays inside its memory", () => {
    const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(
        repetitive,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (original, changes) => {
          fc.pre(original.length > 0);
          const block = pack(original);
          for (const { at, to } of changes) block[at % block.length] = to;
          // The block lies in the middle of foreign bytes, which must neither be read into it nor be written.
          const memory = new Uint8Array(block.length + 200).fill(0xaa);
          memory.set(block, 100);
          const before = memory.slice();
          const result = decodeLz4Block(memory.subarray(100, 100 + block.length), original.length);
          expect(memory).toEqual(before);
          expect(result).toEqual(decodeLz4Block(block, original.length));
          expect(result?.length ?? original.length).toBe(original.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** A plain LZ4 compressor: takes the first earlier place that agrees in four bytes. */
function pack(original: Uint8Array): Uint8Array {
  const out: number[] = [];
  const writeRest = (length: number) => {
    if (length < 15) return;
    for (length -= 15; length >= 255; length -= 255) out.push(255);
    out.push(length);
  };
  let literalsFrom = 0;
  const seen = new Map<string, number>();
  for (let at = 0; at < original.length - 12;) {
    const four = original.subarray(at, at + 4).join();
    const earlier = seen.get(four);
    seen.set(four, at);
    if (earlier === undefined) {
      at++;
      continue;
    }
    let match = 4;
    while (at + match < original.length - 5 && original[at + match] === original[earlier + match])
      match++;
    const literals = original.subarray(literalsFrom, at);
    out.push((Math.min(15, literals.length) << 4) | Math.min(15, match - 4));
    writeRest(literals.length);
    out.push(...literals, (at - earlier) & 255, (at - earlier) >> 8);
    writeRest(match - 4);
    at += match;
    literalsFrom = at;
  }
  const last = original.subarray(literalsFrom);
  out.push(Math.min(15, last.length) << 4);
  writeRest(last.length);
  out.push(...last);
  return Uint8Array.from(out);
}
