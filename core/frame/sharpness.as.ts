// The sharpness score as a WebAssembly module: compiled by `npm run wasm:build` into sharpness-wasm.ts,
// which sharpness.ts calls. This is AssemblyScript, a dialect of TypeScript for numbers in raw memory.
//
// Everything is computed four sequences at a time: an "element" is one complex value of each of four
// sequences, 16 bytes of real parts and then 16 of imaginary ones. So every lane does the same work, and
// there is nothing to shuffle inside a transform. Transforms are in place and leave their results in a
// permuted order that a table of the plan tells; a sum over a spectrum needs no other.

const elementBytes: u32 = 32;

/** A longer part of a transform is split further before it is finished, so that what is worked on stays in the first cache. */
const cachedElements: u32 = 1024;

/** Prime factors up to this size are transformed directly; a length with a longer one as a convolution. */
const directPrimeMax: u32 = 97;

/** Radius of the low-frequency disc as a share of the image's shorter side. */
const discShare: f64 = 0.1;

// Memory: handed out from the start again for every image size.

let freeAt: usize = __heap_base;

function take(bytes: u64): usize {
  const at = (freeAt + 63) & ~63;
  const end: u64 = <u64>at + bytes;
  // Beyond 4 GiB there is no memory to grow into: the trap is an error for the caller.
  if (end > 0xffff0000) unreachable();
  const missing = <i64>end - (<i64>memory.size() << 16);
  if (missing > 0 && memory.grow(<i32>((missing + 0xffff) >> 16)) < 0) unreachable();
  freeAt = <usize>end;
  return at;
}

// Roots of unity

/** Stores cos and sin of -2 pi k / n, for k under n. Own series, so that every machine has the same bits. */
function storeRoot(at: usize, k: u64, n: u64): void {
  const quadrant = (4 * k) / n;
  const rest = 4 * k - quadrant * n;
  const isUpper = 2 * rest > n;
  const x = ((Math.PI / 2) * <f64>(isUpper ? n - rest : rest)) / <f64>n;
  let sine: f64 = 0;
  let cosine: f64 = 0;
  for (let i = 16; i > 0; i -= 2) {
    cosine = 1 - (cosine * x * x) / <f64>((i - 1) * i);
    sine = 1 - (sine * x * x) / <f64>(i * (i + 1));
  }
  sine *= x;
  let re = isUpper ? sine : cosine;
  let im = isUpper ? cosine : sine;
  for (let i: u64 = 0; i < quadrant; i++) {
    const turned = -im;
    im = re;
    re = turned;
  }
  f32.store(at, <f32>re);
  f32.store(at, <f32>-im, 4);
}

// Plans

/** One step of decimation in frequency: blocks of `length` elements become `radix` times as many shorter ones. */
@unmanaged
class Pass {
  radix: u32;
  length: u32;
  /** Of k in 0..length/radix-1 and b in 1..radix-1: the roots k b of `length`. */
  twiddles: usize;
  /** The roots of `radix`, for radices without a butterfly of their own. */
  roots: usize;
}

/** How to transform sequences of one length. */
@unmanaged
class Plan {
  length: u32;
  passes: usize;
  passCount: u32;
  /** Byte offset of each frequency's element after the transform. */
  order: usize;
  /** The transform of the convolution that stands for this one, or 0; the rest is for that way only. */
  inner: usize;
  chirp: usize;
  /** Conjugated. */
  kernel: usize;
  input: usize;
  product: usize;
}

/** Where a butterfly of any radix keeps its inputs. */
let spare: usize = 0;

function radixOf(length: u32): u32 {
  if (length % 5 === 0) return 5;
  if (length % 3 === 0) return 3;
  let radix: u32 = 7;
  let odd = length;
  while ((odd & 1) === 0) odd >>= 1;
  if (odd > 1) {
    for (; radix * radix <= odd; radix += 2) if (odd % radix === 0) return radix;
    return odd;
  }
  // Powers of two: eights, with fours in the end for what would leave a two or a four.
  if (length % 8 === 0 && length !== 16) return 8;
  return length % 4 === 0 ? 4 : 2;
}

function makePlan(length: u32): Plan {
  const plan = changetype<Plan>(take(offsetof<Plan>()));
  plan.length = length;
  plan.inner = 0;
  let count: u32 = 0;
  for (let rest = length; rest > 1; count++) {
    const radix = radixOf(rest);
    if (radix > directPrimeMax) {
      makeConvolution(plan);
      return plan;
    }
    rest /= radix;
  }
  plan.passCount = count;
  plan.passes = take(count * offsetof<Pass>());
  let rest = length;
  for (let i: u32 = 0; i < count; i++) {
    const pass = changetype<Pass>(plan.passes + i * offsetof<Pass>());
    const radix = radixOf(rest);
    const groups = rest / radix;
    pass.radix = radix;
    pass.length = rest;
    pass.twiddles = take(groups * (radix - 1) * 8);
    let at = pass.twiddles;
    for (let k: u32 = 0; k < groups; k++)
      for (let b: u32 = 1; b < radix; b++, at += 8) storeRoot(at, <u64>k * b, rest);
    pass.roots = take(radix * 8);
    for (let j: u32 = 0; j < radix; j++) storeRoot(pass.roots + j * 8, j, radix);
    rest = groups;
  }
  plan.order = take(length * 4);
  for (let frequency: u32 = 0; frequency < length; frequency++) {
    let position: u32 = 0;
    let digits = frequency;
    let block = length;
    for (let i: u32 = 0; i < count; i++) {
      const radix = changetype<Pass>(plan.passes + i * offsetof<Pass>()).radix;
      block /= radix;
      position += (digits % radix) * block;
      digits /= radix;
    }
    store<u32>(plan.order + frequency * 4, position * <u32>elementBytes);
  }
  return plan;
}

/** Bluestein: k n = (k^2 + n^2 - (k - n)^2) / 2 turns the transform into a convolution with a chirp. */
function makeConvolution(plan: Plan): void {
  const length = plan.length;
  let size: u32 = 1;
  while (size < 2 * length - 1) size *= 2;
  const inner = makePlan(size);
  plan.inner = changetype<usize>(inner);
  plan.order = inner.order;
  plan.chirp = take(length * 8);
  plan.kernel = take(size * 8);
  plan.input = take(<u64>size * elementBytes);
  plan.product = take(<u64>size * elementBytes);
  memory.fill(plan.input, 0, size * elementBytes);
  const scale: f32 = <f32>1 / <f32>size;
  for (let n: u32 = 0; n < length; n++) {
    const at = plan.chirp + n * 8;
    storeRoot(at, (<u64>n * n) % (2 * length), 2 * length);
    const re = f32x4.splat(f32.load(at) * scale);
    const im = f32x4.splat(-f32.load(at, 4) * scale);
    storeElement(plan.input + n * elementBytes, re, im);
    if (n > 0) storeElement(plan.input + (size - n) * elementBytes, re, im);
  }
  runPasses(inner, 0, plan.input);
  for (let k: u32 = 0; k < size; k++) {
    const from = plan.input + load<u32>(inner.order + k * 4);
    f32.store(plan.kernel + k * 8, f32.load(from));
    f32.store(plan.kernel + k * 8, -f32.load(from, 16), 4);
  }
}

/** Transforms the sequences at `base`; where the results lie, in the order of the plan. Those at `base` are lost. */
function transform(plan: Plan, base: usize): usize {
  if (plan.inner === 0) {
    runPasses(plan, 0, base);
    return base;
  }
  const inner = changetype<Plan>(plan.inner);
  const length = plan.length;
  const size = inner.length;
  for (let n: u32 = 0; n < length; n++) {
    const from = base + n * elementBytes;
    const to = plan.input + n * elementBytes;
    storeTurned(to, v128.load(from), v128.load(from, 16), plan.chirp + n * 8, false);
  }
  memory.fill(plan.input + length * elementBytes, 0, (size - length) * elementBytes);
  runPasses(inner, 0, plan.input);
  // With real and imaginary parts swapped on the way in and out, the forward transform is the inverse one.
  for (let k: u32 = 0; k < size; k++) {
    const from = plan.input + load<u32>(inner.order + k * 4);
    const to = plan.product + k * elementBytes;
    storeTurned(to, v128.load(from, 16), v128.load(from), plan.kernel + k * 8, false);
  }
  runPasses(inner, 0, plan.product);
  for (let k: u32 = 0; k < length; k++) {
    const at = plan.product + load<u32>(inner.order + k * 4);
    storeTurned(at, v128.load(at, 16), v128.load(at), plan.chirp + k * 8, false);
  }
  return plan.product;
}

@inline
function storeElement(at: usize, re: v128, im: v128): void {
  v128.store(at, re);
  v128.store(at, im, 16);
}

/** Stores `re + i im` times the root at `root`; in a last pass all of these are 1. */
@inline
function storeTurned(at: usize, re: v128, im: v128, root: usize, isLast: bool): void {
  if (isLast) {
    storeElement(at, re, im);
    return;
  }
  const wr = v128.load32_splat(root);
  const wi = v128.load32_splat(root, 4);
  v128.store(at, f32x4.sub(f32x4.mul(re, wr), f32x4.mul(im, wi)));
  v128.store(at, f32x4.add(f32x4.mul(re, wi), f32x4.mul(im, wr)), 16);
}

// Passes. In each, the inner loop runs over the blocks, which share their twiddles.

function runPasses(plan: Plan, first: u32, base: usize): void {
  if (first === plan.passCount) return;
  const pass = changetype<Pass>(plan.passes + first * offsetof<Pass>());
  if (pass.length > cachedElements) {
    runPass(pass, base, 1);
    const groups = pass.length / pass.radix;
    for (let b: u32 = 0; b < pass.radix; b++)
      runPasses(plan, first + 1, base + b * groups * elementBytes);
    return;
  }
  for (let i = first; i < plan.passCount; i++) {
    const one = changetype<Pass>(plan.passes + i * offsetof<Pass>());
    runPass(one, base, pass.length / one.length);
  }
}

function runPass(pass: Pass, base: usize, blocks: u32): void {
  const radix = pass.radix;
  const step: u32 = (pass.length / radix) * elementBytes;
  const block = radix * step;
  const last = base + blocks * block;
  const isLast = step === elementBytes;
  let twiddles = pass.twiddles;
  for (const end = base + step; base < end; base += elementBytes) {
    if (radix === 8) {
      if (isLast) for (let at = base; at < last; at += block) butterfly8(at, step, 0, true);
      else for (let at = base; at < last; at += block) butterfly8(at, step, twiddles, false);
    } else if (radix === 4) {
      if (isLast) for (let at = base; at < last; at += block) butterfly4(at, step, 0, true);
      else for (let at = base; at < last; at += block) butterfly4(at, step, twiddles, false);
    } else if (radix === 2)
      for (let at = base; at < last; at += block) butterfly2(at, step, twiddles);
    else if (radix === 3)
      for (let at = base; at < last; at += block) butterfly3(at, step, twiddles);
    else if (radix === 5)
      for (let at = base; at < last; at += block) butterfly5(at, step, twiddles);
    else for (let at = base; at < last; at += block) butterfly(at, step, twiddles, radix, pass.roots);
    twiddles += (radix - 1) * 8;
  }
}

@inline
function butterfly2(a: usize, step: u32, twiddles: usize): void {
  const b = a + step;
  const ar = v128.load(a);
  const ai = v128.load(a, 16);
  const br = v128.load(b);
  const bi = v128.load(b, 16);
  storeElement(a, f32x4.add(ar, br), f32x4.add(ai, bi));
  storeTurned(b, f32x4.sub(ar, br), f32x4.sub(ai, bi), twiddles, false);
}

@inline
function butterfly3(a: usize, step: u32, twiddles: usize): void {
  const sine = f32x4.splat(<f32>0.86602540378443865);
  const half = f32x4.splat(0.5);
  const b = a + step;
  const c = b + step;
  const ar = v128.load(a);
  const ai = v128.load(a, 16);
  const sumR = f32x4.add(v128.load(b), v128.load(c));
  const sumI = f32x4.add(v128.load(b, 16), v128.load(c, 16));
  const oddR = f32x4.mul(sine, f32x4.sub(v128.load(b, 16), v128.load(c, 16)));
  const oddI = f32x4.mul(sine, f32x4.sub(v128.load(c), v128.load(b)));
  const evenR = f32x4.sub(ar, f32x4.mul(half, sumR));
  const evenI = f32x4.sub(ai, f32x4.mul(half, sumI));
  storeElement(a, f32x4.add(ar, sumR), f32x4.add(ai, sumI));
  storeTurned(b, f32x4.add(evenR, oddR), f32x4.add(evenI, oddI), twiddles, false);
  storeTurned(c, f32x4.sub(evenR, oddR), f32x4.sub(evenI, oddI), twiddles + 8, false);
}

@inline
function butterfly4(a: usize, step: u32, twiddles: usize, isLast: bool): void {
  const b = a + step;
  const c = b + step;
  const d = c + step;
  const pr = f32x4.add(v128.load(a), v128.load(c));
  const pi = f32x4.add(v128.load(a, 16), v128.load(c, 16));
  const mr = f32x4.sub(v128.load(a), v128.load(c));
  const mi = f32x4.sub(v128.load(a, 16), v128.load(c, 16));
  const qr = f32x4.add(v128.load(b), v128.load(d));
  const qi = f32x4.add(v128.load(b, 16), v128.load(d, 16));
  const nr = f32x4.sub(v128.load(b), v128.load(d));
  const ni = f32x4.sub(v128.load(b, 16), v128.load(d, 16));
  storeElement(a, f32x4.add(pr, qr), f32x4.add(pi, qi));
  storeTurned(b, f32x4.add(mr, ni), f32x4.sub(mi, nr), twiddles, isLast);
  storeTurned(c, f32x4.sub(pr, qr), f32x4.sub(pi, qi), twiddles + 8, isLast);
  storeTurned(d, f32x4.sub(mr, ni), f32x4.add(mi, nr), twiddles + 16, isLast);
}

@inline
function butterfly5(a: usize, step: u32, twiddles: usize): void {
  const cosine1 = f32x4.splat(<f32>0.30901699437494742);
  const cosine2 = f32x4.splat(<f32>-0.80901699437494742);
  const sine1 = f32x4.splat(<f32>0.95105651629515357);
  const sine2 = f32x4.splat(<f32>0.58778525229247313);
  const b = a + step;
  const c = b + step;
  const d = c + step;
  const e = d + step;
  const ar = v128.load(a);
  const ai = v128.load(a, 16);
  const s1r = f32x4.add(v128.load(b), v128.load(e));
  const s1i = f32x4.add(v128.load(b, 16), v128.load(e, 16));
  const d1r = f32x4.sub(v128.load(b), v128.load(e));
  const d1i = f32x4.sub(v128.load(b, 16), v128.load(e, 16));
  const s2r = f32x4.add(v128.load(c), v128.load(d));
  const s2i = f32x4.add(v128.load(c, 16), v128.load(d, 16));
  const d2r = f32x4.sub(v128.load(c), v128.load(d));
  const d2i = f32x4.sub(v128.load(c, 16), v128.load(d, 16));
  storeElement(a, f32x4.add(ar, f32x4.add(s1r, s2r)), f32x4.add(ai, f32x4.add(s1i, s2i)));
  const m1r = f32x4.add(ar, f32x4.add(f32x4.mul(cosine1, s1r), f32x4.mul(cosine2, s2r)));
  const m1i = f32x4.add(ai, f32x4.add(f32x4.mul(cosine1, s1i), f32x4.mul(cosine2, s2i)));
  const n1r = f32x4.add(f32x4.mul(sine1, d1i), f32x4.mul(sine2, d2i));
  const n1i = f32x4.add(f32x4.mul(sine1, d1r), f32x4.mul(sine2, d2r));
  storeTurned(b, f32x4.add(m1r, n1r), f32x4.sub(m1i, n1i), twiddles, false);
  storeTurned(e, f32x4.sub(m1r, n1r), f32x4.add(m1i, n1i), twiddles + 24, false);
  const m2r = f32x4.add(ar, f32x4.add(f32x4.mul(cosine2, s1r), f32x4.mul(cosine1, s2r)));
  const m2i = f32x4.add(ai, f32x4.add(f32x4.mul(cosine2, s1i), f32x4.mul(cosine1, s2i)));
  const n2r = f32x4.sub(f32x4.mul(sine2, d1i), f32x4.mul(sine1, d2i));
  const n2i = f32x4.sub(f32x4.mul(sine2, d1r), f32x4.mul(sine1, d2r));
  storeTurned(c, f32x4.add(m2r, n2r), f32x4.sub(m2i, n2i), twiddles + 8, false);
  storeTurned(d, f32x4.sub(m2r, n2r), f32x4.add(m2i, n2i), twiddles + 16, false);
}

/** Two butterflies of four, of the even and of the odd elements, joined by eighths of a turn. */
@inline
function butterfly8(a: usize, step: u32, twiddles: usize, isLast: bool): void {
  const half = f32x4.splat(<f32>0.70710678118654752);
  const b = a + step;
  const c = b + step;
  const d = c + step;
  const e = d + step;
  const f = e + step;
  const g = f + step;
  const h = g + step;
  let pr = f32x4.add(v128.load(a), v128.load(e));
  let pi = f32x4.add(v128.load(a, 16), v128.load(e, 16));
  let mr = f32x4.sub(v128.load(a), v128.load(e));
  let mi = f32x4.sub(v128.load(a, 16), v128.load(e, 16));
  let qr = f32x4.add(v128.load(c), v128.load(g));
  let qi = f32x4.add(v128.load(c, 16), v128.load(g, 16));
  let nr = f32x4.sub(v128.load(c), v128.load(g));
  let ni = f32x4.sub(v128.load(c, 16), v128.load(g, 16));
  const e0r = f32x4.add(pr, qr);
  const e0i = f32x4.add(pi, qi);
  const e1r = f32x4.add(mr, ni);
  const e1i = f32x4.sub(mi, nr);
  const e2r = f32x4.sub(pr, qr);
  const e2i = f32x4.sub(pi, qi);
  const e3r = f32x4.sub(mr, ni);
  const e3i = f32x4.add(mi, nr);
  pr = f32x4.add(v128.load(b), v128.load(f));
  pi = f32x4.add(v128.load(b, 16), v128.load(f, 16));
  mr = f32x4.sub(v128.load(b), v128.load(f));
  mi = f32x4.sub(v128.load(b, 16), v128.load(f, 16));
  qr = f32x4.add(v128.load(d), v128.load(h));
  qi = f32x4.add(v128.load(d, 16), v128.load(h, 16));
  nr = f32x4.sub(v128.load(d), v128.load(h));
  ni = f32x4.sub(v128.load(d, 16), v128.load(h, 16));
  const o0r = f32x4.add(pr, qr);
  const o0i = f32x4.add(pi, qi);
  storeElement(a, f32x4.add(e0r, o0r), f32x4.add(e0i, o0i));
  storeTurned(e, f32x4.sub(e0r, o0r), f32x4.sub(e0i, o0i), twiddles + 24, isLast);
  const o2r = f32x4.sub(pi, qi);
  const o2i = f32x4.sub(qr, pr);
  storeTurned(c, f32x4.add(e2r, o2r), f32x4.add(e2i, o2i), twiddles + 8, isLast);
  storeTurned(g, f32x4.sub(e2r, o2r), f32x4.sub(e2i, o2i), twiddles + 40, isLast);
  let sr = f32x4.add(mr, ni);
  let si = f32x4.sub(mi, nr);
  const o1r = f32x4.mul(half, f32x4.add(sr, si));
  const o1i = f32x4.mul(half, f32x4.sub(si, sr));
  storeTurned(b, f32x4.add(e1r, o1r), f32x4.add(e1i, o1i), twiddles, isLast);
  storeTurned(f, f32x4.sub(e1r, o1r), f32x4.sub(e1i, o1i), twiddles + 32, isLast);
  sr = f32x4.sub(mr, ni);
  si = f32x4.add(mi, nr);
  const o3r = f32x4.mul(half, f32x4.sub(si, sr));
  const o3i = f32x4.mul(half, f32x4.add(sr, si));
  storeTurned(d, f32x4.add(e3r, o3r), f32x4.sub(e3i, o3i), twiddles + 16, isLast);
  storeTurned(h, f32x4.sub(e3r, o3r), f32x4.add(e3i, o3i), twiddles + 48, isLast);
}

/** A plain sum for any odd radix, using that inputs j and radix - j share their cosines and sines. */
function butterfly(a: usize, step: u32, twiddles: usize, radix: u32, roots: usize): void {
  const half = (radix - 1) / 2;
  const ar = v128.load(a);
  const ai = v128.load(a, 16);
  let allR = ar;
  let allI = ai;
  for (let j: u32 = 1; j <= half; j++) {
    const low = a + j * step;
    const high = a + (radix - j) * step;
    const at = spare + j * 64;
    const sumR = f32x4.add(v128.load(low), v128.load(high));
    const sumI = f32x4.add(v128.load(low, 16), v128.load(high, 16));
    allR = f32x4.add(allR, sumR);
    allI = f32x4.add(allI, sumI);
    storeElement(at, sumR, sumI);
    storeElement(
      at + 32,
      f32x4.sub(v128.load(low), v128.load(high)),
      f32x4.sub(v128.load(low, 16), v128.load(high, 16)),
    );
  }
  storeElement(a, allR, allI);
  // Two outputs at a time, which share what they load; behind a last single one comes its own mirror image.
  for (let b: u32 = 1; b <= half; b += 2) {
    let evenR = ar;
    let evenI = ai;
    let oddR = f32x4.splat(0);
    let oddI = oddR;
    let nextEvenR = ar;
    let nextEvenI = ai;
    let nextOddR = oddR;
    let nextOddI = oddR;
    let turn: u32 = 0;
    let nextTurn: u32 = 0;
    for (let j: u32 = 1; j <= half; j++) {
      turn += b;
      if (turn >= radix) turn -= radix;
      nextTurn += b + 1;
      if (nextTurn >= radix) nextTurn -= radix;
      const at = spare + j * 64;
      const sumR = v128.load(at);
      const sumI = v128.load(at, 16);
      const differenceR = v128.load(at, 32);
      const differenceI = v128.load(at, 48);
      const cosine = v128.load32_splat(roots + turn * 8);
      const sine = v128.load32_splat(roots + turn * 8, 4);
      evenR = f32x4.add(evenR, f32x4.mul(cosine, sumR));
      evenI = f32x4.add(evenI, f32x4.mul(cosine, sumI));
      oddR = f32x4.add(oddR, f32x4.mul(sine, differenceI));
      oddI = f32x4.add(oddI, f32x4.mul(sine, differenceR));
      const nextCosine = v128.load32_splat(roots + nextTurn * 8);
      const nextSine = v128.load32_splat(roots + nextTurn * 8, 4);
      nextEvenR = f32x4.add(nextEvenR, f32x4.mul(nextCosine, sumR));
      nextEvenI = f32x4.add(nextEvenI, f32x4.mul(nextCosine, sumI));
      nextOddR = f32x4.add(nextOddR, f32x4.mul(nextSine, differenceI));
      nextOddI = f32x4.add(nextOddI, f32x4.mul(nextSine, differenceR));
    }
    storePair(a, step, b, radix, twiddles, evenR, evenI, oddR, oddI);
    storePair(a, step, b + 1, radix, twiddles, nextEvenR, nextEvenI, nextOddR, nextOddI);
  }
}

/** Outputs b and radix - b. */
@inline
function storePair(
  a: usize,
  step: u32,
  b: u32,
  radix: u32,
  twiddles: usize,
  evenR: v128,
  evenI: v128,
  oddR: v128,
  oddI: v128,
): void {
  const c = radix - b;
  const root = twiddles + (b - 1) * 8;
  storeTurned(a + b * step, f32x4.sub(evenR, oddR), f32x4.add(evenI, oddI), root, false);
  const mirrored = twiddles + (c - 1) * 8;
  storeTurned(a + c * step, f32x4.add(evenR, oddR), f32x4.sub(evenI, oddI), mirrored, false);
}

// The image

let width: u32 = 0;
let height: u32 = 0;
/** RGB that comes in, a part at a time, and the brightness of all that came so far. */
let strip: usize = 0;
let gray: usize = 0;
let grayCount: u32 = 0;
let graySum: u64 = 0;

let columnPlan: Plan = changetype<Plan>(0);
let rowPlan: Plan = changetype<Plan>(0);
/** Eight columns of the image: four as real and four as imaginary parts. */
let columns: usize = 0;
/** Their transforms, by rows: the elements of four rows lie together. Rows under the middle mirror those above. */
let rows: usize = 0;
let rowsBytes: u32 = 0;

/** Most pixels that may come in at once. */
export const stripPixels: u32 = 0x10000;

/** Begins an image, and tells where the first part of its RGB goes. Memory is kept for the next of this size. */
export function begin(imageWidth: u32, imageHeight: u32): usize {
  grayCount = 0;
  graySum = 0;
  if (width === imageWidth && height === imageHeight) return strip;
  // Known only when all below is done: an image too large ends in a trap.
  width = 0;
  freeAt = __heap_base;
  strip = take(stripPixels * 3 + 16);
  spare = take((directPrimeMax / 2 + 1) * 64);
  gray = take(<u64>imageWidth * imageHeight + 16);
  columnPlan = makePlan(imageHeight);
  rowPlan = makePlan(imageWidth);
  columns = take(<u64>imageHeight * elementBytes);
  const rowsLength = <u64>((imageWidth + 7) & ~7) * elementBytes;
  rowsBytes = <u32>rowsLength;
  rows = take(rowsLength * (imageHeight / 8 + 1));
  width = imageWidth;
  height = imageHeight;
  return strip;
}

/** Takes the next pixels from the strip: 0.299 R + 0.587 G + 0.114 B with 14 fractional bits, rounded. */
export function addPixels(count: u32): void {
  const to = gray + grayCount;
  const whole = count & ~15;
  const redGreen = i16x8(4899, 9617, 4899, 9617, 4899, 9617, 4899, 9617);
  const blue = i16x8(1868, 0, 1868, 0, 1868, 0, 1868, 0);
  let sum = i32x4.splat(0);
  for (let i: u32 = 0; i < whole; i += 16) {
    const from = strip + i * 3;
    const a = gray4(v128.load(from), redGreen, blue);
    const b = gray4(v128.load(from, 12), redGreen, blue);
    const c = gray4(v128.load(from, 24), redGreen, blue);
    const d = gray4(v128.load(from, 36), redGreen, blue);
    const values = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(a, b), i16x8.narrow_i32x4_u(c, d));
    v128.store(to + i, values);
    sum = i32x4.add(
      sum,
      i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(values)),
    );
  }
  graySum += i32x4.extract_lane(sum, 0);
  graySum += i32x4.extract_lane(sum, 1);
  graySum += i32x4.extract_lane(sum, 2);
  graySum += i32x4.extract_lane(sum, 3);
  for (let i = whole; i < count; i++) {
    const from = strip + i * 3;
    const value =
      (4899 * <u32>load<u8>(from) +
        9617 * <u32>load<u8>(from, 1) +
        1868 * <u32>load<u8>(from, 2) +
        8192) >>
      14;
    store<u8>(to + i, <u8>value);
    graySum += value;
  }
  grayCount += count;
}

@inline
function gray4(rgb: v128, redGreen: v128, blue: v128): v128 {
  const pairs = i8x16.swizzle(rgb, i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1));
  const singles = i8x16.swizzle(
    rgb,
    i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1),
  );
  const weighted = i32x4.add(
    i32x4.dot_i16x8_s(pairs, redGreen),
    i32x4.dot_i16x8_s(singles, blue),
  );
  return i32x4.shr_u(i32x4.add(weighted, i32x4.splat(8192)), 14);
}

/** The score of the image whose pixels came in. */
export function score(): f64 {
  // Without its mean an image loses only its value at zero frequency, which is known, and rounding errors get small.
  const mean = i16x8.splat(<i16>(graySum / grayCount));
  for (let x: u32 = 0; x < width; x += 8) {
    loadColumns(x, mean);
    storeRows(x, transform(columnPlan, columns));
  }
  return highShare();
}

function loadColumns(x: u32, mean: v128): void {
  // What lies behind the last column is not part of the image.
  const isColumn = i16x8.gt_s(i16x8.splat(<i16>min(width - x, 8)), i16x8(0, 1, 2, 3, 4, 5, 6, 7));
  let from = gray + x;
  const end = columns + height * elementBytes;
  for (let to = columns; to < end; to += elementBytes) {
    const values = v128.and(i16x8.sub(v128.load8x8_u(from), mean), isColumn);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(values)));
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(values)), 16);
    from += width;
  }
}

/** Tells the two real columns of each complex one apart by symmetry, at double size, and stores them by rows. */
function storeRows(x: u32, from: usize): void {
  let to = rows + x * elementBytes;
  for (let v: u32 = 0; v <= height / 2; v += 4) {
    const a = from + offsetOf(v);
    const b = from + offsetOf(v + 1);
    const c = from + offsetOf(v + 2);
    const d = from + offsetOf(v + 3);
    const p = from + offsetOf(2 * height - v);
    const q = from + offsetOf(2 * height - v - 1);
    const r = from + offsetOf(2 * height - v - 2);
    const s = from + offsetOf(2 * height - v - 3);
    storeTransposed(to, sums(a, p, 0), sums(b, q, 0), sums(c, r, 0), sums(d, s, 0));
    storeTransposed(
      to + 16,
      differences(a, p, 16),
      differences(b, q, 16),
      differences(c, r, 16),
      differences(d, s, 16),
    );
    storeTransposed(to + 128, sums(a, p, 16), sums(b, q, 16), sums(c, r, 16), sums(d, s, 16));
    storeTransposed(
      to + 144,
      differences(p, a, 0),
      differences(q, b, 0),
      differences(r, c, 0),
      differences(s, d, 0),
    );
    to += rowsBytes;
  }
}

/** Where row v of the transformed columns lies; rows repeat. */
@inline
function offsetOf(v: u32): usize {
  return load<u32>(columnPlan.order + (v % height) * 4);
}

@inline
function sums(a: usize, b: usize, part: usize): v128 {
  return f32x4.add(v128.load(a + part), v128.load(b + part));
}

@inline
function differences(a: usize, b: usize, part: usize): v128 {
  return f32x4.sub(v128.load(a + part), v128.load(b + part));
}

/** Stores what four rows have of four columns, column by column. */
@inline
function storeTransposed(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 96);
}

/** Transforms the rows and adds up their magnitudes: the share of those outside the disc. */
function highShare(): f64 {
  const radius = <u32>Math.floor(discShare * <f64>min(width, height));
  // Zero frequency, at the double size of the others.
  let inside = 2 * <f64>graySum;
  let outside: f64 = 0;
  for (let v: u32 = 0; v <= height / 2; v += 4) {
    const from = transform(rowPlan, rows + (v / 4) * rowsBytes);
    // A real image's spectrum is point-symmetric: rows v and height - v hold the same magnitudes.
    const weights = f32x4(weightOf(v), weightOf(v + 1), weightOf(v + 2), weightOf(v + 3));
    if (v === 0) {
      const zero = from + load<u32>(rowPlan.order);
      f32.store(zero, 0);
      f32.store(zero, 0, 16);
    }
    if (v > radius) outside += weighted(from, weights);
    else {
      const reach = i32x4.sub(
        i32x4.splat(radius * radius),
        i32x4(v * v, (v + 1) * (v + 1), (v + 2) * (v + 2), (v + 3) * (v + 3)),
      );
      for (let u: u32 = 0; u < width; u++) {
        const magnitudes = f32x4.mul(weights, magnitudesOf(from, u));
        const near = <i32>min(u, width - u);
        const isInside = i32x4.le_s(i32x4.splat(near * near), reach);
        inside += total(v128.and(magnitudes, isInside));
        outside += total(v128.andnot(magnitudes, isInside));
      }
    }
  }
  return inside + outside > 0 ? outside / (inside + outside) : 0;
}

@inline
function weightOf(v: u32): f32 {
  return v > height / 2 ? 0 : v === 0 || v + v === height ? 1 : 2;
}

@inline
function magnitudesOf(from: usize, u: u32): v128 {
  const at = from + load<u32>(rowPlan.order + u * 4);
  const re = v128.load(at);
  const im = v128.load(at, 16);
  return f32x4.sqrt(f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
}

/** The sum of all magnitudes of four rows: a few at a time in single precision, and those in double. */
function weighted(from: usize, weights: v128): f64 {
  let sum: f64 = 0;
  for (let u: u32 = 0; u < width; ) {
    const end = min(u + 16, width);
    let few = f32x4.splat(0);
    for (; u < end; u++) few = f32x4.add(few, magnitudesOf(from, u));
    sum += total(f32x4.mul(weights, few));
  }
  return sum;
}

@inline
function total(values: v128): f64 {
  const pairs = f64x2.add(
    f64x2.promote_low_f32x4(values),
    f64x2.promote_low_f32x4(v128.shuffle<f32>(values, values, 2, 3, 0, 1)),
  );
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}
