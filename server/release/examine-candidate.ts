import { checkEdit } from "#core/plausibility/check-edit.ts";
import { editFileName } from "#core/release/dataset-names.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import type { ReleasedSample } from "#core/release/manifest.ts";
import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import {
  blockingFinding,
  findingOfCheck,
  findingOfViolation,
} from "#core/release/preflight/preflight-finding.ts";
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

/** A candidate after a look at all that a release would hold of it. */
export type Examined = {
  /** What stands against it, and what is only to be known: of the sample alone, not of its reviews. */
  readonly findings: readonly PreflightFinding[];
  /** Its entry; null where there is none to be written. */
  readonly sample: ReleasedSample | null;
  /** The rules of the published layout that its edit file breaks without being refused for it. */
  readonly warnings: readonly Violation[];
};

/** Checks the current revision of a candidate by every plausibility check and rule of the published layout, and writes its entry. */
export function examineCandidate(candidate: Candidate, photo: Photo): Examined {
  const { id, currentRevision: revision, notForRelease } = candidate;
  if (!revision) return refused(blockingFinding("no-revision", id, "it has no revision"));
  if (notForRelease) return refused(blockingFinding("not-for-release", id, notForRelease));
  const ids = idsOf(candidate, photo);
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
  const findings = [
    ...(obstacle === null ? [] : [blockingFinding("redetection", id, obstacle)]),
    ...checkEdit(photo.scene, edit).flatMap((one) => findingOfCheck(id, one) ?? []),
    ...[...photo.violations, ...violations]
      // The check of that name knows the other objects in the photo too, and has spoken.
      .filter(({ rule }) => rule !== "oracle")
      .map((one) => findingOfViolation(id, one)),
  ];
  return { findings, sample, warnings: violations };
}

function refused(finding: PreflightFinding): Examined {
  return { findings: [finding], sample: null, warnings: [] };
}

/** How a release calls a sample. */
export function idsOf({ id, number }: Candidate, { imageId }: Photo) {
  return { sampleId: id, imageId, queryId: String(number) };
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
