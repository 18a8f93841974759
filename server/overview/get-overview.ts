import { SampleState } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import type { GateChoice } from "../gate/get-gate-choice.ts";
import { getGateChoice } from "../gate/get-gate-choice.ts";
import type { GateProgress } from "../gate/get-gate-progress.ts";
import { getGateProgress } from "../gate/get-gate-progress.ts";
import type { RunProgress } from "../run/get-run-progress.ts";
import { getRunProgress } from "../run/get-run-progress.ts";
import { countLiveWorkers } from "../worker/count-live-workers.ts";

export type SceneCard = {
  id: string;
  frameCount: number;
  keptCount: number;
  objectCount: number;
  /** Photo of a kept frame. */
  coverHash: string | null;
  samples: Record<SampleState, number>;
};

export type Overview = {
  scenes: SceneCard[];
  queued: number;
  workersAlive: number;
  run: RunProgress | null;
  /** How the run's gate is doing; null as long as nothing has reached it and it has no budget. */
  gate: GateProgress | null;
  gateChoice: GateChoice;
  /** When all this was read: what "now" is for a run that goes on. */
  readAt: Date;
};

/** What the first page shows. */
export async function getOverview(ctx: Context): Promise<Overview> {
  const [scenes, kept, states, workersAlive, run, gateChoice] = await Promise.all([
    ctx.db.scene.findMany({
      orderBy: { id: "asc" },
      select: { id: true, _count: { select: { frames: true, objects: true } } },
    }),
    ctx.db.frame.findMany({
      where: { selection: "kept" },
      orderBy: [{ sceneId: "asc" }, { objectCount: "desc" }, { number: "asc" }],
      select: { sceneId: true, imageHash: true },
    }),
    ctx.db.$queryRaw<{ sceneId: string; state: string; count: bigint }[]>`
      SELECT f."sceneId", s."state", count(*) AS count
      FROM "Sample" s JOIN "Frame" f ON f."id" = s."frameId" GROUP BY 1, 2`,
    countLiveWorkers(ctx),
    getRunProgress(ctx),
    getGateChoice(ctx),
  ]);
  const gate = run && (await getGateProgress(ctx, run.id));
  const countOf = (sceneId: string, state: SampleState) =>
    Number(states.find((row) => row.sceneId === sceneId && row.state === state)?.count ?? 0);
  const cards = scenes.map((scene) => {
    const frames = kept.filter((frame) => frame.sceneId === scene.id);
    return {
      id: scene.id,
      frameCount: scene._count.frames,
      keptCount: frames.length,
      objectCount: scene._count.objects,
      coverHash: frames[0]?.imageHash ?? null,
      samples: samplesByState((state) => countOf(scene.id, state)),
    };
  });
  return {
    scenes: cards,
    queued: cards.reduce((sum, card) => sum + card.samples.queued, 0),
    workersAlive,
    run,
    gate: gate && (gate.verdicts.length > 0 || gate.calls || gate.budget !== null) ? gate : null,
    gateChoice,
    readAt: new Date(),
  };
}

function samplesByState(count: (state: SampleState) => number): Record<SampleState, number> {
  return Object.fromEntries(SampleState.options.map((state) => [state, count(state)])) as Record<
    SampleState,
    number
  >;
}
