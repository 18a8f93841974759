import { checkEdit } from "#core/plausibility/check-edit.ts";
import { editFileName } from "#core/release/dataset-names.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import type { LeftOutSample, ReleasedSample } from "#core/release/manifest.ts";
import { publishedEdit } from "#core/release/published-edit.ts";
import type { Violation } from "#core/release/violation.ts";
import type { Edit } from "#core/sample/revision.ts";
import { VerdictKind } from "#core/sample/verdict.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { editOfRevision } from "../sample/edit-of-revision.ts";
import type { SampleRedetection } from "../sample/latest-redetection.ts";
import { latestRedetection, redetectionObstacle } from "../sample/latest-redetection.ts";
import type { Candidate } from "./find-candidates.ts";
import type { Photo } from "./look-at-photo.ts";
import { reviewerPseudonym } from "./reviewer-pseudonym.ts";

/** A sample as the release would hold it, or why it cannot. */
export type Judged =
  | { readonly sample: ReleasedSample; readonly warnings: readonly Violation[] }
  | { readonly leftOut: LeftOutSample };

/** Checks the current revision of a candidate again and writes its entry. */
export function judgeCandidate(candidate: Candidate, photo: Photo): Judged {
  const ids = {
    sampleId: candidate.id,
    imageId: photo.imageId,
    queryId: String(candidate.number),
  };
  const revision = candidate.currentRevision;
  if (!revision) return { leftOut: { ...ids, reasons: ["it has no revision"] } };
  if (candidate.notForRelease) return { leftOut: { ...ids, reasons: [candidate.notForRelease] } };
  const { edit } = editOfRevision(revision);
  const obstacle = redetectionObstacle(latestRedetection(revision));
  const sample = releasedSample(candidate, revision, edit, ids, photo.scene);
  const violations = checkEditFile({
    file: editFileName(ids.imageId, ids.queryId),
    json: sample.edit,
    imageSize: photo.header,
    camera: photo.scene.intrinsics,
    intended: edit.operation.kind,
  });
  const reasons = [
    ...(obstacle === null ? [] : [obstacle]),
    ...checkEdit(photo.scene, edit)
      .filter(({ passed, severity }) => !passed && severity === "hard")
      .map(({ check, message }) => `${check}: ${message}`),
    ...[...photo.violations, ...violations]
      // The check of that name knows the other objects in the photo too, and has spoken.
      .filter(({ severity, rule }) => severity === "error" && rule !== "oracle")
      .map(({ rule, message }) => `${rule}: ${message}`),
  ];
  if (reasons.length > 0) return { leftOut: { ...ids, reasons } };
  return { sample, warnings: violations };
}

function releasedSample(
  candidate: Candidate,
  revision: NonNullable<Candidate["currentRevision"]>,
  edit: Edit,
  ids: { sampleId: string; imageId: string; queryId: string },
  scene: FrameScene,
): ReleasedSample {
  const gate = candidate.gateVerdicts[0];
  const redetection = latestRedetection(revision);
  const reconstructed = candidate.frame.objects.find(({ key }) => key === edit.targetId);
  return {
    ...ids,
    revision: {
      id: revision.id,
      number: revision.number,
      author: reviewerPseudonym(revision.actor),
    },
    operation: edit.operation,
    label: edit.label,
    provenance: {
      reconstruction: reconstructed?.provenanceHash ?? null,
      proposal: candidate.provenanceHash,
      gate: gate?.provenanceHash ?? null,
      redetection: redetection?.provenanceHash,
    },
    gate: gate ? { name: gate.gate, verdict: gate.verdict } : null,
    reviews: candidate.verdicts.map((verdict) => ({
      reviewer: reviewerPseudonym(verdict.actor),
      kind: VerdictKind.parse(verdict.kind),
      revision: verdict.revision.number,
    })),
    ...foundAgain(redetection),
    ...picturesOf(revision),
    edit: publishedEdit(scene, edit),
  };
}

function picturesOf({
  beforeHash,
  afterHash,
}: NonNullable<Candidate["currentRevision"]>): Pick<ReleasedSample, "pictures"> | undefined {
  if (!beforeHash || !afterHash) return undefined;
  return { pictures: { before: beforeHash, after: afterHash } };
}

function foundAgain(
  redetection: SampleRedetection | null,
): Pick<ReleasedSample, "redetection"> | undefined {
  if (!redetection || redetection.distance === null) return undefined;
  const { detector, modelHash, distance } = redetection;
  return { redetection: { detector, modelHash, distance } };
}
