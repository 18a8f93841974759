import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import type { Context } from "../context.ts";
import { exportFiles } from "../release/formats/formats.ts";
import { freezeRelease } from "../release/freeze-release.ts";
import { getReleaseSummary } from "../release/get-release.ts";
import { keepExport } from "../release/keep-export.ts";
import type { StoredExport } from "../release/stored-export.ts";
import { storedExportsOf } from "../release/stored-export.ts";
import { writeZip } from "../release/write-zip.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples } from "../test/release-fixture.ts";
import { releaseResponse } from "./release-response.ts";

const wanted = { name: "for-download", format: "jsonl", media: true } as const;

/** Makes the zip as a worker does. */
async function keep(ctx: Context): Promise<StoredExport> {
  const { id: releaseId, summary } = await getReleaseSummary(ctx, wanted.name);
  const files = await exportFiles(wanted.format, summary, { media: true });
  await ctx.db.storedExport.create({ data: { releaseId, format: wanted.format, media: true } });
  const [asked] = await storedExportsOf(ctx, wanted.name);
  const zip = await writeZip({ target: asked!.path, key: "test" }, files, {
    folder: `jsonl-${wanted.name}`,
    onProgress: async () => {},
  });
  expect(await keepExport(ctx, asked!, { runId: "none", zip })).toBe(true);
  return (await storedExportsOf(ctx, wanted.name))[0]!;
}

it("sends what is kept ready, whole or in parts, and else the same bytes while they are made", () =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: wanted.name, source: "gated" });
    const get = async (headers: Record<string, string> = {}) => {
      const request = new Request("http://studio.test/", { headers });
      const answer = await releaseResponse(ctx, request, wanted);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(Number(answer.headers.get("content-length") ?? 0)).toBe(bytes.byteLength);
      return { status: answer.status, headers: answer.headers, bytes };
    };
    const counted = () =>
      ctx.db.releaseDownload.findFirst({ select: { started: true, finished: true } });
    const streamed = await releaseResponse(ctx, new Request("http://studio.test/"), wanted);
    const expected = Buffer.from(await streamed.arrayBuffer());
    expect(streamed.headers.get("accept-ranges")).toBeNull();
    expect(await counted()).toEqual({ started: 1, finished: 1 });

    const { path, made } = await keep(ctx);
    const whole = await get();
    expect([whole.status, whole.bytes.equals(expected)]).toEqual([200, true]);
    const tag = whole.headers.get("etag") ?? "";
    expect(tag).toBe(`"${made?.sha256}"`);
    expect(await counted()).toEqual({ started: 2, finished: 2 });

    const half = Math.floor(expected.byteLength / 2);
    const first = await get({ range: `bytes=0-${half - 1}` });
    const rest = await get({ range: `bytes=${half}-`, "if-range": tag });
    expect([first.status, rest.status]).toEqual([206, 206]);
    expect(rest.headers.get("content-range")).toBe(
      `bytes ${half}-${expected.byteLength - 1}/${expected.byteLength}`,
    );
    expect(Buffer.concat([first.bytes, rest.bytes]).equals(expected)).toBe(true);
    expect(await counted()).toEqual({ started: 3, finished: 3 });
    // The end once more, of a download that was counted already.
    await get({ range: "bytes=-5" });
    expect(await counted()).toEqual({ started: 3, finished: 3 });

    const other = await get({ range: `bytes=${half}-`, "if-range": `"another"` });
    expect([other.status, other.bytes.equals(expected)]).toEqual([200, true]);
    const beyond = await releaseResponse(
      ctx,
      new Request("http://studio.test/", { headers: { range: "bytes=999999999-" } }),
      wanted,
    );
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([
      416,
      `bytes */${expected.byteLength}`,
    ]);

    await rm(dirname(path), { recursive: true });
    const again = await releaseResponse(ctx, new Request("http://studio.test/"), wanted);
    expect(again.headers.get("accept-ranges")).toBeNull();
    expect(Buffer.from(await again.arrayBuffer()).equals(expected)).toBe(true);
  }));
