import { describe, expect, it } from "vitest";
import { findSamples } from "../sample/find-samples.ts";
import { getSample } from "../sample/get-sample.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { addComment } from "./add-comment.ts";
import { listComments } from "./list-comments.ts";
import { reopenComment } from "./reopen-comment.ts";
import { resolveComment } from "./resolve-comment.ts";

/** Texts that act as markup wherever they are not shown as letters. */
const payloads = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "[x](javascript:alert(1))",
  "{{constructor.constructor('alert(1)')()}}",
  "]]><svg/onload=alert(1)>",
  "\u202etxt.exe",
];

describe("comments", () => {
  it("are added, resolved and opened again, and every step is written down", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      const { id } = await addComment(ctx, { sampleId, body: " Is this the chair? " });
      const open = async () => (await findSamples(ctx, { frameId })).items[0]!.openComments;
      expect(await open()).toBe(1);
      await resolveComment(ctx, { commentId: id });
      expect((await getSample(ctx, sampleId)).comments).toMatchObject([
        { body: "Is this the chair?", by: "Tester", pin: null, resolved: { by: "Tester" } },
      ]);
      expect(await open()).toBe(0);
      await expect(resolveComment(ctx, { commentId: id })).rejects.toMatchObject({
        code: "CONFLICT",
      });
      await reopenComment(ctx, { commentId: id });
      expect((await listComments(ctx, sampleId))[0]!.resolved).toBeNull();
      await expect(reopenComment(ctx, { commentId: id })).rejects.toMatchObject({
        code: "CONFLICT",
      });
      const entries = await ctx.db.auditEntry.findMany({
        where: { subjectId: sampleId },
        orderBy: { id: "asc" },
      });
      expect(entries.map(({ action }) => action)).toEqual([
        "comment.add",
        "comment.resolve",
        "comment.reopen",
      ]);
    }));

  it("point at an object of the photo or a place in it, and at nothing else", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      const pins = [
        { kind: "object", objectId: "annotation:2" },
        { kind: "photo", u: 0.25, v: 1 },
      ] as const;
      for (const pin of pins) await addComment(ctx, { sampleId, body: "here", pin });
      expect((await listComments(ctx, sampleId)).map(({ pin }) => pin)).toEqual(pins);
      await expect(
        addComment(ctx, { sampleId, body: "x", pin: { kind: "object", objectId: "annotation:9" } }),
      ).rejects.toMatchObject({ code: "INVALID" });
      await expect(
        addComment(ctx, { sampleId, body: "x", pin: { kind: "photo", u: 1.01, v: 0 } }),
      ).rejects.toThrow(/"u"/);
      await expect(addComment(ctx, { sampleId: "no", body: "x" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }));

  it("keep markup as the letters that it is, and say something", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      for (const body of payloads) await addComment(ctx, { sampleId, body });
      expect((await listComments(ctx, sampleId)).map(({ body }) => body)).toEqual(payloads);
      for (const body of ["", "  \n", "a".repeat(2001)])
        await expect(addComment(ctx, { sampleId, body })).rejects.toThrow();
    }));
});
