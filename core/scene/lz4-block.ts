const leastMatch = 4;
const lengthInToken = 15;

/**
 * Decodes one LZ4 block (no frame around it, no stored size) to exactly `length` bytes, which the caller
 * knows. Null for anything else: a block that is cut off, goes on after the last byte, copies from before
 * the beginning, or would give more or fewer bytes. Allocates `length` bytes whatever the block says, and
 * never reads or writes outside block and result. Source: the LZ4 block format description (Collet):
 * sequences of a token (4 bits literals, 4 bits match), literals, and a match of at least 4 bytes at a
 * 16-bit distance back; the last sequence is literals only.
 */
export function decodeLz4Block(block: Uint8Array, length: number): Uint8Array<ArrayBuffer> | null {
  const result = new Uint8Array(length);
  let from = 0;
  let to = 0;

  /** A length of the token's four bits, with the bytes that follow when these are full; negative when it is cut off. */
  const readLength = (bits: number): number => {
    if (bits < lengthInToken) return bits;
    for (let sum = bits; from < block.length;) {
      const more = block[from++]!;
      sum += more;
      if (more < 255) return sum;
    }
    return -1;
  };

  while (from < block.length) {
    const token = block[from++]!;
    const literals = readLength(token >> 4);
    if (literals < 0 || literals > block.length - from || literals > length - to) return null;
    result.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from === block.length) return to === length ? result : null;

    if (block.length - from < 2) return null;
    const distance = block[from]! | (block[from + 1]! << 8);
    from += 2;
    const more = readLength(token & 15);
    const match = more + leastMatch;
    if (more < 0 || distance === 0 || distance > to || match > length - to) return null;
    // A match may overlap what it writes, and then repeats it: so byte by byte.
    for (const end = to + match; to < end; to++) result[to] = result[to - distance]!;
  }
  return null;
}
