import { Backend } from "#core/detection/backend.ts";
import * as z from "zod";
import { GateVerdict } from "#core/gate/gate-answer.ts";
import { GateDetail } from "#core/gate/gate-detail.ts";
import type { Finding } from "#core/plausibility/finding.ts";
import type { Provenance } from "#core/provenance.ts";
import { Provenance as ProvenanceSchema } from "#core/provenance.ts";
import type { Edit } from "#core/sample/revision.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import type { VerdictKind } from "#core/sample/verdict.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { SampleComment } from "../comment/list-comments.ts";
import { listComments } from "../comment/list-comments.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { getFrameScene } from "../frame/get-frame-scene.ts";
import { isKeptFromPeople } from "../gate/blindness.ts";
import { leaseSeconds } from "../review/lease.ts";
import type { StoredWorkingEdit } from "../review/working-edit-of-row.ts";
import { workingEditOf } from "../review/working-edit-of-row.ts";
import { editOfRevision } from "./edit-of-revision.ts";
import type { SampleRedetection } from "./latest-redetection.ts";
import { latestRedetection, withLatestRedetection } from "./latest-redetection.ts";

/** One version of a sample, oldest is number 1. */
export type SampleRevision = {
  id: string;
  number: number;
  by: string;
  /** Whether the pipeline or its gate wrote it, not a person. */
  byMachine: boolean;
  at: Date;
  edit: Edit;
  findings: Finding[];
  beforeHash: string | null;
  afterHash: string | null;
  /** Whether a detector found its source box again; null where none was asked. */
  redetection: SampleRedetection | null;
};

/** Everything there is to know about one sample: what it says, what it said, who decided what, and where it came from. */
export type SampleDetail = {
  id: string;
  version: number;
  number: number;
  state: SampleState;
  backend: Backend;
  /** Why no release may hold it; null where nothing stands against it. */
  notForRelease: string | null;
  scene: FrameScene;
  frame: {
    id: string;
    key: string;
    number: number;
    sceneId: string;
    imageHash: string | null;
    pointsHash: string | null;
    width: number;
    height: number;
  };
  current: SampleRevision;
  revisions: SampleRevision[];
  /** What the latest gate said; `verdict` is null while it is kept from people (`server/gate/blindness.ts`). */
  gate: { gate: string; verdict: GateVerdict | null; reasons: string[] } | null;
  /** Other words for the edit that the gate's model gave and that say what it does. */
  wordings: string[];
  verdicts: {
    id: string;
    kind: VerdictKind;
    reason: string | null;
    note: string | null;
    by: string;
    revision: number;
    at: Date;
    undoneAt: Date | null;
  }[];
  comments: SampleComment[];
  /** `seconds` is how long a lease lasts that is not renewed. */
  lease: { mine: boolean; expiresAt: Date | null; holder: string | null; seconds: number };
  /** What the caller has changed and not decided on yet. */
  working: StoredWorkingEdit | null;
  releases: string[];
  provenance: Provenance;
};

/** One sample by id. */
export async function getSample(ctx: Context, id: string): Promise<SampleDetail> {
  const [row, comments] = await Promise.all([findRow(ctx, id), listComments(ctx, id)]);
  if (!row) throw new AppError("NOT_FOUND", `no sample ${id}`);
  const revisions = row.revisions.map((revision) => ({
    id: revision.id,
    number: revision.number,
    by: revision.actor.name,
    byMachine: revision.actor.kind === "system",
    at: revision.createdAt,
    ...editOfRevision(revision),
    beforeHash: revision.beforeHash,
    afterHash: revision.afterHash,
    redetection: latestRedetection(revision),
  }));
  const current = revisions.find((revision) => revision.id === row.currentRevisionId);
  if (!current) throw new AppError("INTERNAL", `sample ${id} has no current revision`);
  const backend = Backend.parse(row.backend);
  const leased = row.leaseExpiresAt !== null && row.leaseExpiresAt > new Date();
  const state = SampleState.parse(row.state);
  const gate = row.gateVerdicts[0];
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    state,
    backend,
    notForRelease: row.notForRelease,
    scene: await getFrameScene(ctx, row.frameId, backend),
    frame: {
      id: row.frame.id,
      key: row.frame.key,
      number: row.frame.number,
      sceneId: row.frame.sceneId,
      imageHash: row.frame.imageHash,
      pointsHash: row.frame.scene.pointsHash,
      width: row.frame.width,
      height: row.frame.height,
    },
    current,
    revisions,
    gate: gate ? gateOf(gate, state) : null,
    wordings: gate?.detail ? wordingsOf(GateDetail.parse(gate.detail)) : [],
    verdicts: row.verdicts.map((verdict) => ({
      id: verdict.id,
      kind: verdict.kind as VerdictKind,
      reason: verdict.reason,
      note: verdict.note,
      by: verdict.actor.name,
      revision: verdict.revision.number,
      at: verdict.createdAt,
      undoneAt: verdict.undoneAt,
    })),
    comments,
    lease: {
      mine: leased && row.leaseActorId === ctx.actor.id,
      expiresAt: leased ? row.leaseExpiresAt : null,
      holder: leased ? (row.leaseActor?.name ?? null) : null,
      seconds: leaseSeconds(),
    },
    working: row.workingEdits[0] ? workingEditOf(row.workingEdits[0]) : null,
    releases: [
      ...new Set(
        row.revisions.flatMap((revision) => revision.releaseItems.map((item) => item.release.name)),
      ),
    ],
    provenance: ProvenanceSchema.parse(row.provenance),
  };
}

function findRow(ctx: Context, id: string) {
  return ctx.db.sample.findUnique({
    where: { id },
    include: {
      frame: { include: { scene: { select: { pointsHash: true } } } },
      provenance: true,
      leaseActor: true,
      workingEdits: { where: { actorId: ctx.actor.id } },
      gateVerdicts: { orderBy: { createdAt: "desc" }, take: 1 },
      verdicts: {
        orderBy: { createdAt: "desc" },
        include: { actor: true, revision: { select: { number: true } } },
      },
      revisions: {
        orderBy: { number: "asc" },
        include: {
          actor: true,
          ...withLatestRedetection,
          releaseItems: { select: { release: { select: { name: true } } } },
        },
      },
    },
  });
}

function gateOf(
  { gate, verdict, reasons }: { gate: string; verdict: string; reasons: unknown },
  state: SampleState,
): SampleDetail["gate"] {
  if (isKeptFromPeople(gate, state)) return { gate, verdict: null, reasons: [] };
  return {
    gate,
    verdict: GateVerdict.parse(verdict),
    reasons: z.array(z.string()).parse(reasons),
  };
}

function wordingsOf({ rewrites }: GateDetail): string[] {
  return rewrites.filter(({ problems }) => problems.length === 0).map(({ text }) => text);
}
