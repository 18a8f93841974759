import type { LeftOutSample, ManifestFile, ReleasedSample } from "#core/release/manifest.ts";
import type { Context } from "../context.ts";
import type { ReleaseDetail } from "./get-release.ts";
import { getReleaseSummary } from "./get-release.ts";
import type { OpenManifest } from "./open-manifest.ts";

/** Entries of a list that a page shows. */
const shownMax = 500;

/** A way in which results of a release were made, and how many were. */
export type ResultWay = { readonly way: string; readonly count: number };

/** A release as a page shows it: the first of its samples, of those left out and of its files. */
export type ShownRelease = ReleaseDetail & {
  readonly samples: readonly ReleasedSample[];
  readonly leftOut: readonly LeftOutSample[];
  readonly files: readonly ManifestFile[];
  readonly ways: readonly ResultWay[];
};

/** One release by name with the first of its entries: however many it has, a page shows the same few. */
export async function showRelease(ctx: Context, name: string): Promise<ShownRelease> {
  const release = await getReleaseSummary(ctx, name);
  const { summary } = release;
  return {
    ...release,
    samples: await firstOf(summary.entries("samples")),
    leftOut: await firstOf(summary.entries("leftOut")),
    files: await firstOf(summary.entries("files")),
    ways: await waysOf(summary),
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

/** By stage, code and model. */
async function waysOf(summary: OpenManifest): Promise<ResultWay[]> {
  const counts = new Map<string, number>();
  for await (const { stage, codeVersion, model } of summary.entries("provenance")) {
    const way = `${stage} ${codeVersion}, ${model ?? "rules"}`;
    counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  return [...counts]
    .map(([way, count]) => ({ way, count }))
    .toSorted((a, b) => (a.way < b.way ? -1 : 1));
}
