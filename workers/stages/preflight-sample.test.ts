import { describe, expect, it } from "vitest";
import { RunParameters } from "#core/run/run-parameters.ts";
import { getPreflight } from "#server/preflight/get-preflight.ts";
import { isDoneBefore } from "#server/provenance/is-done-before.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { createReleasableSamples } from "#server/test/release-fixture.ts";
import { handlers } from "../handlers.ts";
import { performStage, provenanceOf } from "../test/perform-stage.ts";

const parameters = RunParameters.parse({ preflightSample: { acceptancesMin: 0 } });

describe("preflight-sample", () => {
  it("stores what it finds once, and looks again when something it read has changed", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx);
      const scope = { source: "gated" } as const;
      for (const id of ids)
        expect(await performStage(ctx, "preflight-sample", id, parameters)).toEqual([]);
      expect(await getPreflight(ctx, scope)).toMatchObject({
        counts: { checked: 3 },
        obstacles: [],
      });
      const [subjectId] = ids;
      const isDone = async () => {
        const request = { ctx, runId: "none", subjectId: subjectId!, parameters };
        const plan = await handlers["preflight-sample"].plan(request);
        return isDoneBefore(ctx, subjectId!, provenanceOf("preflight-sample", plan));
      };
      expect(await isDone()).toBe(true);
      await ctx.db.sample.update({
        where: { id: subjectId! },
        data: { notForRelease: "not ours" },
      });
      expect(await isDone()).toBe(false);
      expect((await getPreflight(ctx, scope)).stale).toEqual([subjectId]);
      await performStage(ctx, "preflight-sample", subjectId!, parameters);
      expect((await getPreflight(ctx, scope)).findings[0]).toMatchObject({
        code: "not-for-release",
        message: "not ours",
      });
    }));
});
