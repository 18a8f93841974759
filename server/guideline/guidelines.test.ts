import { describe, expect, it } from "vitest";
import { defaultGuidelines } from "#core/guideline/default-guidelines.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getGuidelines, getGuidelineVersion, listGuidelineVersions } from "./get-guidelines.ts";
import { hasNewGuidelines, openGuidelines } from "./open-guidelines.ts";
import { saveGuidelines } from "./save-guidelines.ts";

describe("guidelines", () => {
  it("begin with the studio's own text; the newest version counts and old ones stay readable", () =>
    inRollback(async (ctx) => {
      expect(await getGuidelines(ctx)).toMatchObject({ number: 0, body: defaultGuidelines });
      const first = { basedOn: 0, body: "# Ours", note: "our own" };
      expect(await saveGuidelines(ctx, first)).toEqual({ number: 1 });
      await saveGuidelines(ctx, { basedOn: 1, body: "# Ours\n\nmore", note: "more" });
      expect(await getGuidelines(ctx)).toMatchObject({ number: 2, note: "more", by: "Tester" });
      expect((await getGuidelineVersion(ctx, 1)).body).toBe("# Ours");
      expect((await listGuidelineVersions(ctx)).map(({ number }) => number)).toEqual([2, 1, 0]);
      await expect(getGuidelineVersion(ctx, 3)).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await ctx.db.auditEntry.count({ where: { action: "guidelines.save" } })).toBe(2);
    }));

  it("keep the first of two changes of one version and refuse the second", () =>
    inRollback(async (ctx) => {
      await saveGuidelines(ctx, { basedOn: 0, body: "one", note: "one" });
      for (const basedOn of [0, 5])
        await expect(
          saveGuidelines(ctx, { basedOn, body: "two", note: "two" }),
        ).rejects.toMatchObject({ code: "CONFLICT" });
      expect((await getGuidelines(ctx)).body).toBe("one");
    }));

  it("are not written anew without a change, a text or a word on what changed", () =>
    inRollback(async (ctx) => {
      const same = { basedOn: 0, body: defaultGuidelines, note: "none" };
      await expect(saveGuidelines(ctx, same)).rejects.toMatchObject({ code: "INVALID" });
      for (const input of [
        { basedOn: 0, body: " ", note: "empty" },
        { basedOn: 0, body: "text", note: "" },
        { basedOn: 0, body: "a".repeat(40_001), note: "long" },
      ])
        await expect(saveGuidelines(ctx, input)).rejects.toThrow();
      expect(await ctx.db.guidelineVersion.count()).toBe(0);
    }));

  it("are new to a person until they have opened that version", () =>
    inRollback(async (ctx) => {
      expect(await hasNewGuidelines(ctx)).toBe(true);
      expect((await openGuidelines(ctx)).number).toBe(0);
      expect(await hasNewGuidelines(ctx)).toBe(false);
      await saveGuidelines(ctx, { basedOn: 0, body: "# Ours", note: "our own" });
      expect(await hasNewGuidelines(ctx)).toBe(true);
      expect((await openGuidelines(ctx)).body).toBe("# Ours");
      expect(await hasNewGuidelines(ctx)).toBe(false);
    }));
});
