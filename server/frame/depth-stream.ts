import { open } from "node:fs/promises";
import { Readable, pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { AppError, messageOf } from "../errors.ts";
import { decodeFloatFrame, floatFrameBytes } from "./depth-block.ts";

const chunkBytes = 1 << 18;
const passesMax = 4;

/** One way through the stream: its frames, and the number of the one that comes next. */
type Pass = { frames: AsyncGenerator<Buffer>; next: number };

/**
 * A `depth.bin` that is one DEFLATE stream over all frames. There is no way into its middle: a frame costs
 * unpacking everything before it, under a millisecond a frame. So the places reached by the last few passes
 * are kept: a walk through ascending frames is one pass, and so is each of a few walks at once. Going back
 * behind all of them starts again from the beginning.
 */
export class DepthStream {
  readonly #path: string;
  /** The pass used last comes last. */
  #passes: Pass[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** The depth map of a frame, or null when the stream ends before it. Those who ask at once wait their turn. */
  read(index: number): Promise<DepthMap | null> {
    const answer = this.#turn.then(() => this.#read(index));
    this.#turn = answer.catch(() => null);
    return answer;
  }

  async #read(index: number): Promise<DepthMap | null> {
    const before = this.#passes.filter(({ next }) => next <= index);
    const pass = before.toSorted((a, b) => b.next - a.next)[0] ?? {
      frames: inflatedFrames(this.#path),
      next: 0,
    };
    this.#passes = this.#passes.filter((other) => other !== pass);
    for (;;) {
      const { done, value } = await pass.frames.next();
      if (done) return null;
      if (pass.next++ < index) continue;
      this.#passes.push(pass);
      if (this.#passes.length > passesMax) await this.#passes.shift()!.frames.return(undefined);
      return decodeFloatFrame(value);
    }
  }
}

/** How many frames a stream has, counted up to a most. One pass; a stream that is cut off counts to where it is. */
export async function countStreamFrames(
  path: string,
  atMost: number,
): Promise<{ frames: number; problem: string | null }> {
  let frames = 0;
  try {
    for await (const _frame of inflatedFrames(path)) if (++frames >= atMost) break;
    return { frames, problem: null };
  } catch (error) {
    return { frames, problem: messageOf(error) };
  }
}

/** The frames of the stream in turn. A frame is valid until the next one is asked for. */
async function* inflatedFrames(path: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  // What goes wrong in the source arrives where the packed stream is read.
  pipeline(Readable.from(chunksOf(path)), inflate, () => {});
  const frame = Buffer.alloc(floatFrameBytes);
  let filled = 0;
  let frames = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length;) {
        const used = chunk.copy(frame, filled, at);
        at += used;
        filled += used;
        if (filled < floatFrameBytes) continue;
        filled = 0;
        frames++;
        yield frame;
      }
    }
  } catch (error) {
    throw new AppError("INVALID", `frame ${frames} cannot be unpacked: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (filled > 0) throw new AppError("INVALID", `it ends in the middle of frame ${frames}`);
}

/** The file piece by piece, opened for each: a pass that is left halfway holds nothing open. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  for (let at = 0; ;) {
    const chunk = await bytesAt(path, at);
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

async function bytesAt(path: string, at: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
