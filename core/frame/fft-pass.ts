/**
 * One step of a self-sorting (Stockham, decimation in frequency) transform: what it needs to turn `length`
 * interleaved sub-sequences of `stride` values each into `length / radix` of `stride * radix`.
 */
export type FftPass = {
  readonly radix: number;
  readonly length: number;
  readonly stride: number;
  /** exp(-2 pi i k b / length) for k in 0..length/radix-1 and b in 1..radix-1: cosine and sine in turn. */
  readonly twiddles: Float64Array;
  /** cos and sin of -2 pi j / radix for j in 0..radix-1. */
  readonly roots: Float64Array;
};

/** Precomputes one step for a sub-length that `radix` divides. */
export function fftPass(radix: number, length: number, stride: number): FftPass {
  const groups = length / radix;
  const twiddles = new Float64Array(2 * groups * (radix - 1));
  let at = 0;
  for (let k = 0; k < groups; k++) {
    for (let b = 1; b < radix; b++) {
      const angle = (-2 * Math.PI * ((k * b) % length)) / length;
      twiddles[at++] = Math.cos(angle);
      twiddles[at++] = Math.sin(angle);
    }
  }
  const roots = new Float64Array(2 * radix);
  for (let j = 0; j < radix; j++) {
    roots[2 * j] = Math.cos((-2 * Math.PI * j) / radix);
    roots[2 * j + 1] = Math.sin((-2 * Math.PI * j) / radix);
  }
  return { radix, length, stride, twiddles, roots };
}

/** Does one step from (`re`, `im`) into (`outRe`, `outIm`). All four have the full length of the transform, times the batch that `stride` includes. */
export function runFftPass(
  pass: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  if (pass.radix === 2) return runRadix2(pass, re, im, outRe, outIm);
  if (pass.radix === 3) return runRadix3(pass, re, im, outRe, outIm);
  if (pass.radix === 4) return runRadix4(pass, re, im, outRe, outIm);
  if (pass.radix === 5) return runRadix5(pass, re, im, outRe, outIm);
  return runAnyRadix(pass, re, im, outRe, outIm);
}

function runRadix2(
  { length, stride, twiddles }: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const groups = length / 2;
  for (let k = 0; k < groups; k++) {
    const wr = twiddles[2 * k]!;
    const wi = twiddles[2 * k + 1]!;
    for (let q = 0; q < stride; q++) {
      const a = q + stride * k;
      const b = a + stride * groups;
      const to = q + stride * 2 * k;
      const dr = re[a]! - re[b]!;
      const di = im[a]! - im[b]!;
      outRe[to] = re[a]! + re[b]!;
      outIm[to] = im[a]! + im[b]!;
      outRe[to + stride] = dr * wr - di * wi;
      outIm[to + stride] = dr * wi + di * wr;
    }
  }
}

function runRadix4(
  { length, stride, twiddles }: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const groups = length / 4;
  for (let k = 0; k < groups; k++) {
    const w1r = twiddles[6 * k]!;
    const w1i = twiddles[6 * k + 1]!;
    const w2r = twiddles[6 * k + 2]!;
    const w2i = twiddles[6 * k + 3]!;
    const w3r = twiddles[6 * k + 4]!;
    const w3i = twiddles[6 * k + 5]!;
    for (let q = 0; q < stride; q++) {
      const a = q + stride * k;
      const b = a + stride * groups;
      const c = b + stride * groups;
      const d = c + stride * groups;
      const to = q + stride * 4 * k;
      const acr = re[a]! + re[c]!;
      const aci = im[a]! + im[c]!;
      const bdr = re[b]! + re[d]!;
      const bdi = im[b]! + im[d]!;
      // (a - c) -+ i (b - d)
      const differencer = re[a]! - re[c]!;
      const differencei = im[a]! - im[c]!;
      const oddr = im[b]! - im[d]!;
      const oddi = re[d]! - re[b]!;
      outRe[to] = acr + bdr;
      outIm[to] = aci + bdi;
      const y1r = differencer + oddr;
      const y1i = differencei + oddi;
      const y2r = acr - bdr;
      const y2i = aci - bdi;
      const y3r = differencer - oddr;
      const y3i = differencei - oddi;
      outRe[to + stride] = y1r * w1r - y1i * w1i;
      outIm[to + stride] = y1r * w1i + y1i * w1r;
      outRe[to + 2 * stride] = y2r * w2r - y2i * w2i;
      outIm[to + 2 * stride] = y2r * w2i + y2i * w2r;
      outRe[to + 3 * stride] = y3r * w3r - y3i * w3i;
      outIm[to + 3 * stride] = y3r * w3i + y3i * w3r;
    }
  }
}

const sine3 = Math.sin((2 * Math.PI) / 3);

function runRadix3(
  { length, stride, twiddles }: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const groups = length / 3;
  const block = stride * groups;
  for (let k = 0; k < groups; k++) {
    const w1r = twiddles[4 * k]!;
    const w1i = twiddles[4 * k + 1]!;
    const w2r = twiddles[4 * k + 2]!;
    const w2i = twiddles[4 * k + 3]!;
    const from = stride * k;
    const to = stride * 3 * k;
    for (let q = 0; q < stride; q++) {
      const ar = re[from + q]!;
      const ai = im[from + q]!;
      const br = re[from + block + q]!;
      const bi = im[from + block + q]!;
      const cr = re[from + 2 * block + q]!;
      const ci = im[from + 2 * block + q]!;
      const sr = br + cr;
      const si = bi + ci;
      const er = ar - 0.5 * sr;
      const ei = ai - 0.5 * si;
      const or = sine3 * (bi - ci);
      const oi = sine3 * (cr - br);
      outRe[to + q] = ar + sr;
      outIm[to + q] = ai + si;
      outRe[to + stride + q] = (er + or) * w1r - (ei + oi) * w1i;
      outIm[to + stride + q] = (er + or) * w1i + (ei + oi) * w1r;
      outRe[to + 2 * stride + q] = (er - or) * w2r - (ei - oi) * w2i;
      outIm[to + 2 * stride + q] = (er - or) * w2i + (ei - oi) * w2r;
    }
  }
}

const [cosine5, cosine5Twice] = [Math.cos((2 * Math.PI) / 5), Math.cos((4 * Math.PI) / 5)];
const [sine5, sine5Twice] = [Math.sin((2 * Math.PI) / 5), Math.sin((4 * Math.PI) / 5)];

function runRadix5(
  { length, stride, twiddles }: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const groups = length / 5;
  const block = stride * groups;
  for (let k = 0; k < groups; k++) {
    const w1r = twiddles[8 * k]!;
    const w1i = twiddles[8 * k + 1]!;
    const w2r = twiddles[8 * k + 2]!;
    const w2i = twiddles[8 * k + 3]!;
    const w3r = twiddles[8 * k + 4]!;
    const w3i = twiddles[8 * k + 5]!;
    const w4r = twiddles[8 * k + 6]!;
    const w4i = twiddles[8 * k + 7]!;
    const from = stride * k;
    const to = stride * 5 * k;
    for (let q = 0; q < stride; q++) {
      const ar = re[from + q]!;
      const ai = im[from + q]!;
      const br = re[from + block + q]!;
      const bi = im[from + block + q]!;
      const cr = re[from + 2 * block + q]!;
      const ci = im[from + 2 * block + q]!;
      const dr = re[from + 3 * block + q]!;
      const di = im[from + 3 * block + q]!;
      const er = re[from + 4 * block + q]!;
      const ei = im[from + 4 * block + q]!;
      const s1r = br + er;
      const s1i = bi + ei;
      const s2r = cr + dr;
      const s2i = ci + di;
      const d1r = br - er;
      const d1i = bi - ei;
      const d2r = cr - dr;
      const d2i = ci - di;
      const m1r = ar + cosine5 * s1r + cosine5Twice * s2r;
      const m1i = ai + cosine5 * s1i + cosine5Twice * s2i;
      const m2r = ar + cosine5Twice * s1r + cosine5 * s2r;
      const m2i = ai + cosine5Twice * s1i + cosine5 * s2i;
      const n1r = sine5 * d1i + sine5Twice * d2i;
      const n1i = sine5 * d1r + sine5Twice * d2r;
      const n2r = sine5Twice * d1i - sine5 * d2i;
      const n2i = sine5Twice * d1r - sine5 * d2r;
      outRe[to + q] = ar + s1r + s2r;
      outIm[to + q] = ai + s1i + s2i;
      outRe[to + stride + q] = (m1r + n1r) * w1r - (m1i - n1i) * w1i;
      outIm[to + stride + q] = (m1r + n1r) * w1i + (m1i - n1i) * w1r;
      outRe[to + 2 * stride + q] = (m2r + n2r) * w2r - (m2i - n2i) * w2i;
      outIm[to + 2 * stride + q] = (m2r + n2r) * w2i + (m2i - n2i) * w2r;
      outRe[to + 3 * stride + q] = (m2r - n2r) * w3r - (m2i + n2i) * w3i;
      outIm[to + 3 * stride + q] = (m2r - n2r) * w3i + (m2i + n2i) * w3r;
      outRe[to + 4 * stride + q] = (m1r - n1r) * w4r - (m1i + n1i) * w4i;
      outIm[to + 4 * stride + q] = (m1r - n1r) * w4i + (m1i + n1i) * w4r;
    }
  }
}

/** A plain transform of the odd radix, using that inputs j and radix - j share their cosines and sines. */
function runAnyRadix(
  { radix, length, stride, twiddles, roots }: FftPass,
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  const groups = length / radix;
  const half = (radix - 1) / 2;
  const block = stride * groups;
  for (let k = 0; k < groups; k++) {
    const twiddle = 2 * k * (radix - 1);
    for (let q = 0; q < stride; q++) {
      const from = q + stride * k;
      const to = q + stride * radix * k;
      let sumr = re[from]!;
      let sumi = im[from]!;
      for (let j = 1; j < radix; j++) {
        sumr += re[from + j * block]!;
        sumi += im[from + j * block]!;
      }
      outRe[to] = sumr;
      outIm[to] = sumi;
      for (let b = 1; b <= half; b++) {
        let evenr = re[from]!;
        let eveni = im[from]!;
        let oddr = 0;
        let oddi = 0;
        for (let j = 1; j <= half; j++) {
          const low = from + j * block;
          const high = from + (radix - j) * block;
          const root = 2 * ((j * b) % radix);
          const cosine = roots[root]!;
          const sine = roots[root + 1]!;
          evenr += cosine * (re[low]! + re[high]!);
          eveni += cosine * (im[low]! + im[high]!);
          oddr -= sine * (im[low]! - im[high]!);
          oddi += sine * (re[low]! - re[high]!);
        }
        const c = radix - b;
        const lowTwiddle = twiddle + 2 * (b - 1);
        const highTwiddle = twiddle + 2 * (c - 1);
        const [br, bi] = [evenr + oddr, eveni + oddi] as const;
        const [cr, ci] = [evenr - oddr, eveni - oddi] as const;
        const [lr, li] = [twiddles[lowTwiddle]!, twiddles[lowTwiddle + 1]!] as const;
        const [hr, hi] = [twiddles[highTwiddle]!, twiddles[highTwiddle + 1]!] as const;
        outRe[to + b * stride] = br * lr - bi * li;
        outIm[to + b * stride] = br * li + bi * lr;
        outRe[to + c * stride] = cr * hr - ci * hi;
        outIm[to + c * stride] = cr * hi + ci * hr;
      }
    }
  }
}
