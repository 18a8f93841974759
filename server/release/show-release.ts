import type { LeftOutSample, ReleasedSample } from "#core/release/manifest.ts";
import type { Context } from "../context.ts";
import type { ReleaseDetail } from "./get-release.ts";
import { getReleaseSummary } from "./get-release.ts";

/** Entries of a list that a page shows. */
const shownMax = 500;

/** A release as a page shows it: the first of its samples and of those left out, by photo and number. */
export type ShownRelease = ReleaseDetail & {
  readonly samples: readonly ReleasedSample[];
  readonly leftOut: readonly LeftOutSample[];
};

/** One release by name with the first of its entries: however many it has, a page reads the same few. */
export async function showRelease(ctx: Context, name: string): Promise<ShownRelease> {
  const release = await getReleaseSummary(ctx, name);
  const { summary } = release;
  return {
    ...release,
    samples: await firstOf(summary.entries("samples")),
    leftOut: await firstOf(summary.entries("leftOut")),
  };
}

async function firstOf<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const first: T[] = [];
  for await (const entry of entries) {
    first.push(entry);
    if (first.length === shownMax) break;
  }
  return first;
}
