import { describe, expect, it } from "vitest";
import type { Actor } from "../context.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getPreferences } from "./get-preferences.ts";
import { savePreferences } from "./save-preferences.ts";

const other: Actor = { id: "person:other", name: "Other", kind: "person" };

describe("preferences", () => {
  it("are kept part by part, for each person by themselves, and written down", () =>
    inRollback(async (ctx) => {
      expect(await getPreferences(ctx)).toEqual({ keys: {}, guidelinesRead: -1 });
      await savePreferences(ctx, { keys: { drop: "X", reject: null } });
      await savePreferences(ctx, { guidelinesRead: 2 });
      expect(await getPreferences(ctx)).toEqual({
        keys: { drop: "X", reject: null },
        guidelinesRead: 2,
      });
      await ctx.db.actor.create({ data: other });
      expect((await getPreferences({ ...ctx, actor: other })).keys).toEqual({});
      const entries = await ctx.db.auditEntry.findMany({ where: { subjectId: ctx.actor.id } });
      expect(entries.map(({ action }) => action)).toEqual(["preferences.save", "preferences.save"]);
    }));

  it("take no key that is not one, and no part that is not known", () =>
    inRollback(async (ctx) => {
      for (const keys of ["<img src=x onerror=alert(1)>", "Mod+<b>", "javascript:alert(1)", ""])
        await expect(savePreferences(ctx, { keys: { drop: keys } }), keys).rejects.toThrow(/key/);
      await expect(savePreferences(ctx, { keys: { "<b>": "X" } })).rejects.toThrow();
      await expect(savePreferences(ctx, { role: "owner" } as never)).rejects.toThrow(/role/);
      expect(await ctx.db.preference.count()).toBe(0);
    }));

  it("that were damaged count as never set", () =>
    inRollback(async (ctx) => {
      const value = { keys: { drop: "<b>" } };
      await ctx.db.preference.create({ data: { actorId: ctx.actor.id, value } });
      expect(await getPreferences(ctx)).toEqual({ keys: {}, guidelinesRead: -1 });
    }));
});
