import type { FftPass } from "./fft-pass.ts";
import { fftPass, runFftPass } from "./fft-pass.ts";

/** Prime factors up to this size are transformed directly; longer ones as a convolution. */
const directPrimeMax = 97;

/**
 * Transforms `re + i im` in place: `batch` sequences that lie interleaved, value n of sequence b at
 * n * batch + b. Both arrays have length * batch values.
 */
export type Fft = (re: Float64Array, im: Float64Array) => void;

/**
 * A forward discrete Fourier transform of any length of at least 1, unnormalised:
 * X[k] = sum over n of x[n] exp(-2 pi i k n / length). All tables are computed here, once; keep the
 * function for as many transforms as there are. A batch of sequences is faster than one after the other: the
 * innermost loop runs over it, along memory. Products of small primes (image sides) take the
 * mixed-radix way; a length with a prime factor over 97 becomes a convolution of a power of two
 * (Bluestein).
 */
export function fft(length: number, batch = 1): Fft {
  const radices = factors(length);
  return Math.max(...radices, 1) > directPrimeMax
    ? convolutionFft(length, batch)
    : mixedRadixFft(length, batch, radices);
}

function mixedRadixFft(length: number, batch: number, radices: readonly number[]): Fft {
  const passes: FftPass[] = [];
  let done = 1;
  for (const radix of radices) {
    passes.push(fftPass(radix, length / done, done * batch));
    done *= radix;
  }
  const spareRe = new Float64Array(length * batch);
  const spareIm = new Float64Array(length * batch);
  return (re, im) => {
    let [fromRe, fromIm, toRe, toIm]: [Float64Array, Float64Array, Float64Array, Float64Array] = [
      re,
      im,
      spareRe,
      spareIm,
    ];
    for (const pass of passes) {
      runFftPass(pass, fromRe, fromIm, toRe, toIm);
      [fromRe, fromIm, toRe, toIm] = [toRe, toIm, fromRe, fromIm];
    }
    if (fromRe !== re) {
      re.set(fromRe);
      im.set(fromIm);
    }
  };
}

/** Bluestein: k n = (k^2 + n^2 - (k - n)^2) / 2 turns the transform into a convolution with a chirp. */
function convolutionFft(length: number, batch: number): Fft {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const inner = fft(size, batch);
  const chirpRe = new Float64Array(length);
  const chirpIm = new Float64Array(length);
  const kernelRe = new Float64Array(size);
  const kernelIm = new Float64Array(size);
  for (let n = 0; n < length; n++) {
    const angle = (Math.PI * ((n * n) % (2 * length))) / length;
    chirpRe[n] = Math.cos(angle);
    chirpIm[n] = -Math.sin(angle);
    kernelRe[n] = kernelRe[(size - n) % size] = Math.cos(angle);
    kernelIm[n] = kernelIm[(size - n) % size] = Math.sin(angle);
  }
  fft(size)(kernelRe, kernelIm);
  const productRe = new Float64Array(size * batch);
  const productIm = new Float64Array(size * batch);
  return (re, im) => {
    productRe.fill(0);
    productIm.fill(0);
    for (let i = 0; i < length * batch; i++) {
      const n = Math.floor(i / batch);
      productRe[i] = re[i]! * chirpRe[n]! - im[i]! * chirpIm[n]!;
      productIm[i] = re[i]! * chirpIm[n]! + im[i]! * chirpRe[n]!;
    }
    inner(productRe, productIm);
    for (let i = 0; i < size * batch; i++) {
      const k = Math.floor(i / batch);
      const real = productRe[i]! * kernelRe[k]! - productIm[i]! * kernelIm[k]!;
      // Conjugated, so that the forward transform that follows is the inverse one.
      productIm[i] = -(productRe[i]! * kernelIm[k]! + productIm[i]! * kernelRe[k]!);
      productRe[i] = real;
    }
    inner(productRe, productIm);
    for (let i = 0; i < length * batch; i++) {
      const k = Math.floor(i / batch);
      const real = productRe[i]! / size;
      const imaginary = -productIm[i]! / size;
      re[i] = real * chirpRe[k]! - imaginary * chirpIm[k]!;
      im[i] = real * chirpIm[k]! + imaginary * chirpRe[k]!;
    }
  };
}

/** The prime factors of a length, with pairs of twos joined to fours. */
function factors(length: number): number[] {
  const found: number[] = [];
  let rest = length;
  for (const radix of [4, 2]) {
    while (rest % radix === 0) {
      found.push(radix);
      rest /= radix;
    }
  }
  for (let radix = 3; radix * radix <= rest; radix += 2) {
    while (rest % radix === 0) {
      found.push(radix);
      rest /= radix;
    }
  }
  return rest > 1 ? [...found, rest] : found;
}
