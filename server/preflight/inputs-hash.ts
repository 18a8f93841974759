import { canonicalJson } from "#core/canonical-json.ts";
import type { Context } from "../context.ts";
import type { Candidate } from "../release/find-candidates.ts";
import { hashOf } from "../storage.ts";
import { version } from "../version.ts";

/**
 * Hashes over everything that a check of each candidate looks at, by sample id: a check with another hash
 * has to be made again. Boxes count by how they were made, and labels taken for movable by the selection
 * that states them.
 */
export async function inputsHashes(
  ctx: Context,
  candidates: readonly Candidate[],
  acceptancesMin: number,
): Promise<Map<string, string>> {
  const sceneIds = [...new Set(candidates.map(({ frame }) => frame.sceneId))];
  const selections = await ctx.db.stageResult.findMany({
    where: { stage: "select-frames", subjectId: { in: sceneIds }, variant: "" },
  });
  const selectionOf = new Map(
    selections.map(({ subjectId, provenanceHash }) => [subjectId, provenanceHash]),
  );
  return new Map(
    candidates.map((candidate) => {
      const selection = selectionOf.get(candidate.frame.sceneId) ?? null;
      return [candidate.id, hashOf(canonicalJson(inputsOf(candidate, selection, acceptancesMin)))];
    }),
  );
}

function inputsOf(candidate: Candidate, selection: string | null, acceptancesMin: number) {
  const { number, backend, notForRelease, currentRevision: revision, frame } = candidate;
  const { verdicts, comments } = candidate;
  return {
    studio: version,
    acceptancesMin,
    number,
    backend,
    notForRelease,
    revision: revision && [revision.id, revision.edit],
    redetection: revision?.redetections[0]?.provenanceHash ?? null,
    comments: comments.map(({ id, body }) => [id, body]),
    verdicts: verdicts.map(({ id, revisionId }) => [id, revisionId]),
    frame: [frame.id, frame.imageHash, frame.intrinsics, frame.cameraFromWorld],
    objects: frame.objects
      .map(({ key, provenanceHash }) => `${key} ${provenanceHash}`)
      .toSorted((a, b) => (a < b ? -1 : 1)),
    scene: [frame.scene.inputsHash, frame.scene.floorHeightMeters],
    selection,
  };
}
