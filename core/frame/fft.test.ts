import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fft } from "./fft.ts";

describe("the transform of any length", () => {
  const lengths = [...Array.from({ length: 40 }, (_, i) => i + 1), 97, 101, 202, 211, 360, 540];

  it.each(lengths)("%d agrees with the sum that defines it", (length) => {
    const [re, im] = noise(length);
    const wanted = definition(re, im);
    fft(length)(re, im);
    for (let k = 0; k < length; k++) {
      expect(re[k]).toBeCloseTo(wanted.re[k]!, 9);
      expect(im[k]).toBeCloseTo(wanted.im[k]!, 9);
    }
  });

  it.each([1, 5, 36, 101, 202])("%d of a batch is that of each sequence alone", (length) => {
    const batch = 3;
    const sequences = Array.from({ length: batch }, (_, b) => noise(length, b));
    const [re, im] = [0, 1].map((part) =>
      Float64Array.from(
        { length: length * batch },
        (_, i) => sequences[i % batch]![part]![Math.floor(i / batch)]!,
      ),
    ) as [Float64Array, Float64Array];
    fft(length, batch)(re, im);
    sequences.forEach(([aloneRe, aloneIm], b) => {
      fft(length)(aloneRe, aloneIm);
      for (let k = 0; k < length; k++) {
        expect(re[k * batch + b]).toBeCloseTo(aloneRe[k]!, 9);
        expect(im[k * batch + b]).toBeCloseTo(aloneIm[k]!, 9);
      }
    });
  });

  it("keeps the energy (Parseval)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (length) => {
        const [re, im] = noise(length);
        const before = energy(re, im);
        fft(length)(re, im);
        expect(energy(re, im) / length / before).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });

  it("may be used again: it keeps no state between calls", () => {
    const transform = fft(202);
    const first = noise(202);
    const second = noise(202);
    transform(...first);
    transform(...second);
    expect(second).toEqual(first);
  });
});

function noise(length: number, start = 0): [Float64Array, Float64Array] {
  const value = (i: number) => Math.sin(i * 12.9898 + 1 + start) * 0.5;
  return [
    Float64Array.from({ length }, (_, i) => value(2 * i)),
    Float64Array.from({ length }, (_, i) => value(2 * i + 1)),
  ];
}

function definition(re: Float64Array, im: Float64Array) {
  const length = re.length;
  const out = { re: new Float64Array(length), im: new Float64Array(length) };
  for (let k = 0; k < length; k++) {
    for (let n = 0; n < length; n++) {
      const angle = (-2 * Math.PI * ((k * n) % length)) / length;
      out.re[k]! += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
      out.im[k]! += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
    }
  }
  return out;
}

function energy(re: Float64Array, im: Float64Array): number {
  return re.reduce((sum, value, i) => sum + value * value + im[i]! * im[i]!, 0);
}
