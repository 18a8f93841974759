import { seededRandom } from "#core/random.ts";
import { FrameStream } from "./frame-image.ts";
import type { SelectFramesOptions } from "./select-frames-options.ts";

/** A photo that may be chosen: its key, its number in the walk of its camera, and why the scan itself excludes it. */
export type FrameCandidate = {
  readonly key: string;
  readonly number: number;
  readonly stream: FrameStream;
  readonly exclusion: string | null;
};

/** Consecutive frames of one walk, of which at most one is kept. */
export type FrameGroup<Frame extends FrameCandidate> = {
  /** The frames to measure, in the order in which they are preferred. */
  readonly tries: readonly Frame[];
  /** The frames that the scan excludes, in walking order. */
  readonly excluded: readonly Frame[];
};

/**
 * The frames to try, group by group in walking order, camera after camera: each walk in order of frame number
 * is cut into groups of `every` consecutive frames, and each group offers at most `triesPerGroup` of those
 * that the scan does not exclude. Loose photos are no walk: each is a group of its own. Drawn at random, they depend on the seed, the scene, the camera and the
 * group's index in its walk only; otherwise they are the first ones.
 */
export function framesToTry<Frame extends FrameCandidate>(
  frames: readonly Frame[],
  sceneId: string,
  seed: number,
  { every, draw, triesPerGroup }: SelectFramesOptions,
): FrameGroup<Frame>[] {
  return FrameStream.options.flatMap((stream) => {
    const walk = frames
      .filter((frame) => frame.stream === stream)
      .toSorted((a, b) => a.number - b.number || (a.key < b.key ? -1 : 1));
    const size = stream === "photos" ? 1 : every;
    return Array.from({ length: Math.ceil(walk.length / size) }, (_, index) => {
      const group = walk.slice(index * size, (index + 1) * size);
      const usable = group.filter(({ exclusion }) => exclusion === null);
      const random = seededRandom(seed, "select-frames", sceneId, stream, String(index));
      const ordered = draw === "first" ? usable : random.shuffle(usable);
      return {
        tries: ordered.slice(0, triesPerGroup),
        excluded: group.filter(({ exclusion }) => exclusion !== null),
      };
    });
  });
}
