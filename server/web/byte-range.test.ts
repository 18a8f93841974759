import fc from "fast-check";
import { expect, it } from "vitest";
import { readByteRange } from "./byte-range.ts";

const size = fc.integer({ min: 1, max: 1000 });
const place = fc.integer({ min: 0, max: 1200 });

it("gives the bytes that a list would give", () => {
  fc.assert(
    fc.property(size, place, place, (count, from, length) => {
      const bytes = Array.from({ length: count }, (_, at) => at);
      const taken = (header: string) => {
        const range = readByteRange(header, count);
        if (range === null) return "all";
        return range === "none" ? [] : bytes.slice(range.first, range.last + 1);
      };
      const to = from + length;
      expect(taken(`bytes=${from}-${to}`)).toEqual(bytes.slice(from, to + 1));
      expect(taken(`bytes=${from}-`)).toEqual(bytes.slice(from));
      expect(taken(`bytes=-${length}`)).toEqual(length === 0 ? [] : bytes.slice(-length));
      if (length > 0) expect(taken(`bytes=${to}-${from}`)).toBe("all");
    }),
  );
});

it.each([null, "", "bytes=-", "bytes=a-b", "bytes=0-1,4-5", "lines=0-1", "bytes=0x1-2"])(
  "takes %j for all",
  (header) => {
    expect(readByteRange(header, 10)).toBeNull();
  },
);
