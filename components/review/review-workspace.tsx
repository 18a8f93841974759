"use client";

import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { ReviewProgress } from "#server/review/get-review-progress.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { useSignedInActions } from "#components/account/sign-in-provider.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { playTravel } from "#components/viewer/ghost-travel.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { stepTheme } from "#components/shell/use-theme.ts";
import type { CommandDialog } from "./command-dialogs.tsx";
import { CommandDialogs } from "./command-dialogs.tsx";
import type { CommandId } from "./commands.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { useBoxEditing, useBoxSubject } from "./box-editing.ts";
import { boxOf, withBox } from "./edit-change.ts";
import { EditPanel } from "./edit-panel.tsx";
import { NudgeHint } from "./nudge-hint.tsx";
import { nextWording } from "./next-wording.ts";
import { NoteDialog } from "./note-dialog.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { usePaneSizes } from "./pane-sizes.ts";
import { RejectDialog } from "./reject-dialog.tsx";
import type { ReviewActions } from "./review-actions.ts";
import { ReviewLayout } from "./review-layout.tsx";
import { ReviewSide } from "./review-side.tsx";
import { ReviewStatus } from "./review-status.tsx";
import { SideButtons } from "./side-buttons.tsx";
import { SkipDialog } from "./skip-dialog.tsx";
import { dropBox, nudgeBox, turnBox } from "./target-box.ts";
import { useCommandKeys } from "./use-command-keys.ts";
import { useDrawnSample } from "./use-drawn-sample.tsx";
import { useFitToPoints } from "./use-fit-to-points.ts";
import { useNeighbours } from "./use-neighbours.ts";
import type { SideActions } from "./use-review-side.ts";
import { useReviewSide } from "./use-review-side.ts";
import { useReview } from "./use-review.ts";
import { nameInAddress, useSampleInAddress } from "./use-sample-in-address.ts";
import { VerdictBar } from "./verdict-bar.tsx";
import { wordingsFor } from "./wordings.ts";

const nudgeMeters = 0.01;
const yawStepDegrees = 1;

type OpenDialog = "reject" | "skip" | "accept" | CommandDialog;

/** THE screen: queue, photo and 3D view, the edit, the verdicts. */
export function ReviewWorkspace({
  initial,
  progress,
  actions,
  sideActions,
  hasNewGuidelines,
}: {
  initial: SampleDetail;
  progress: ReviewProgress;
  actions: ReviewActions;
  sideActions: SideActions;
  hasNewGuidelines: boolean;
}) {
  const router = useRouter();
  const toast = useToast();
  const review = useReview({
    sample: initial,
    progress,
    actions: useSignedInActions(actions),
    onShown: nameInAddress,
    onDone: () => router.push("/review"),
    onRestored: () =>
      toast({ title: "Your changes are back", description: "This browser had kept them." }),
  });
  const { sample, edit, change, changed } = review;
  const { scene } = sample;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const beside = useReviewSide(sample, sideActions, hasNewGuidelines);
  const [nudging, setNudging] = useState(false);
  const instruction = useRef<HTMLTextAreaElement>(null);
  const viewer = useViewer();

  const settled = useDeferredValue(edit);
  const findings = useMemo(
    () => (changed ? checkEdit(scene, settled) : sample.current.findings),
    [changed, scene, settled, sample.current.findings],
  );
  const disagreements = useMemo(() => instructionAgreement(scene, settled), [scene, settled]);
  const wordings = useMemo(() => wordingsFor(sample, settled), [sample, settled]);
  const failed = findings.filter((finding) => !finding.passed);
  const hard = failed.filter((finding) => finding.severity === "hard");
  const blockedBy = hard[0] ? hard.map((finding) => finding.message).join("; ") : null;

  const subject = useBoxSubject(sample.id);
  const { chooseSubject, takeHandles } = useBoxEditing();
  const changeBox = (changedBox: (box: BoxInCamera) => BoxInCamera) => {
    const box = boxOf(edit, subject);
    if (box) change(withBox(scene, edit, subject, changedBox(box)));
  };
  const fit = useFitToPoints({
    sample,
    edit,
    onFitted: change,
    onFailed: (description) => toast({ title: "The box stays as it is", description }),
  });
  const reword = () => {
    const words = nextWording(scene, edit, sample.provenance.seed);
    if (words) change({ ...edit, instruction: words });
    else
      toast({
        title: "No words tell this object apart",
        description: "Others of its kind are too close to be named by place. Write it yourself.",
      });
  };
  const accept = () => {
    if (!review.editable || review.sending || blockedBy) return;
    if (failed.length > 0) setDialog("accept");
    else void review.submit("accept");
  };
  const ask = (wanted: OpenDialog) => {
    if (review.editable && !review.sending) setDialog(wanted);
  };

  const neighbours = useNeighbours(review, actions.reserveNext);

  const nudge = (direction: Parameters<typeof nudgeBox>[2]) => (factor: number) =>
    changeBox((box) => nudgeBox(scene, box, direction, nudgeMeters * factor));
  const run: Record<CommandId, (stepFactor: number) => void> = {
    accept,
    reject: () => ask("reject"),
    skip: () => ask("skip"),
    "undo-verdict": () => void review.undoVerdict(),
    "edit-instruction": () => instruction.current?.focus(),
    "undo-edit": review.undo,
    "redo-edit": review.redo,
    "yaw-left": (factor) => changeBox((box) => turnBox(scene, box, yawStepDegrees * factor)),
    "yaw-right": (factor) => changeBox((box) => turnBox(scene, box, -yawStepDegrees * factor)),
    drop: () => changeBox((box) => dropBox(scene, box, edit.targetId)),
    flip: () => changeBox((box) => turnBox(scene, box, 180)),
    fit: () => {
      if (review.editable) fit();
    },
    "box-subject": () => chooseSubject(sample.id, subject === "source" ? "target" : "source"),
    "nudge-mode": () => {
      takeHandles("move");
      setNudging((on) => !on && boxOf(edit, subject) !== null);
    },
    "handles-turn": () => takeHandles("turn"),
    "handles-size": () => takeHandles("size"),
    points: viewer.togglePoints,
    "nudge-behind": nudge("behind"),
    "nudge-front": nudge("front"),
    "nudge-left": nudge("left"),
    "nudge-right": nudge("right"),
    "nudge-below": nudge("below"),
    "nudge-above": nudge("above"),
    before: () => viewer.holdBefore(true),
    boxes: viewer.toggleBoxes,
    ghost: viewer.toggleGhost,
    "camera-top": () => viewer.goTo("top"),
    "camera-side": () => viewer.goTo("side"),
    "camera-front": () => viewer.goTo("front"),
    "camera-photo": () => viewer.goTo("photo"),
    "camera-free": () => viewer.goTo("free"),
    "reset-panes": () => usePaneSizes.getState().reset(),
    palette: () => setDialog("palette"),
    "next-sample": () => void neighbours.goToNext(),
    "previous-sample": neighbours.goToPrevious,
    ...beside.commands,
    help: () => setDialog("help"),
    "change-keys": () => setDialog("keys"),
    theme: stepTheme,
    "all-samples": () => router.push("/samples"),
  };
  useCommandKeys({
    nudging,
    onCommand: (id, stepFactor) => run[id](stepFactor),
    onRelease: () => {
      if (viewer.beforeHeld) playTravel();
      viewer.holdBefore(false);
    },
  });

  const { photo, space } = useDrawnSample(review, beside.thread.comments);
  useSampleInAddress(review);

  return (
    <div
      className="flex h-full flex-col"
      data-testid="review-workspace"
      data-sample-id={sample.id}
      // A button that was clicked must not catch the next Enter or Space.
      onClickCapture={(event) => {
        if (event.detail === 0 || !(event.target instanceof Element)) return;
        event.target.closest<HTMLElement>("button")?.blur();
      }}
    >
      <h1 className="sr-only">
        Review: {edit.operation.kind} {edit.label}
      </h1>
      <ReviewStatus review={review} />
      <ReviewLayout
        queue={
          <QueuePanel
            progress={review.progress}
            currentId={sample.id}
            disabled={review.sending}
            onOpen={(id) => void review.show(id)}
            onUndo={(id) => void review.undoVerdict(id)}
          >
            <SideButtons beside={beside} onCommand={(id) => run[id](1)} />
          </QueuePanel>
        }
        photo={
          <>
            {photo}
            {nudging && <NudgeHint onLeave={() => setNudging(false)} />}
          </>
        }
        space={space}
        edit={
          <EditPanel
            review={review}
            findings={findings}
            disagreements={disagreements}
            wordings={wordings}
            instruction={instruction}
            onReword={reword}
            onCommand={(id) => run[id](1)}
          />
        }
        beside={<ReviewSide beside={beside} review={review} />}
      />
      <VerdictBar
        review={review}
        blockedBy={blockedBy}
        nudging={nudging}
        onCommand={(id) => run[id](1)}
      />
      <RejectDialog
        open={dialog === "reject"}
        onOpenChange={(open) => !open && setDialog(null)}
        findings={findings}
        onReject={(said) => {
          setDialog(null);
          void review.submit("reject", said);
        }}
      />
      <SkipDialog
        open={dialog === "skip"}
        onOpenChange={(open) => !open && setDialog(null)}
        onSkip={(said) => {
          setDialog(null);
          void review.submit("skip", said);
        }}
      />
      <NoteDialog
        open={dialog === "accept"}
        onOpenChange={(open) => !open && setDialog(null)}
        title="Accept in spite of this?"
        confirm={changed ? "Fix + accept" : "Accept"}
        suggestions={["Looks right in the photo", "Annotation is off", "Harmless"]}
        onConfirm={(note) => {
          setDialog(null);
          void review.submit("accept", { note });
        }}
      >
        <ul className="mb-3 list-disc pl-4 text-warn">
          {failed.map((finding) => (
            <li key={finding.check}>{finding.message}</li>
          ))}
        </ul>
      </NoteDialog>
      <CommandDialogs
        open={dialog}
        onOpen={setDialog}
        onCommand={(id) => run[id](1)}
        onSample={(id) => void review.show(id)}
      />
      <ConflictDialog conflict={review.conflict} onResolve={review.resolveConflict} />
    </div>
  );
}
