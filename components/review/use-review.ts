"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { EditHistory } from "#core/sample/edit-history.ts";
import { pushEdit, redoEdit, startHistory, undoEdit } from "#core/sample/edit-history.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import type { VerdictKind, VerdictReason } from "#core/sample/verdict.ts";
import type { ReviewProgress } from "#server/review/get-review-progress.ts";
import type { StoredWorkingEdit } from "#server/review/working-edit-of-row.ts";
import type { SampleDetail, SampleRevision } from "#server/sample/get-sample.ts";
import { loadPhoto } from "#components/viewer/load-photo.ts";
import { newClientId } from "./client-id.ts";
import type { Refusal } from "./edit-saver.ts";
import { isSameEdit } from "./open-edit.ts";
import type { ReviewActions, VerdictRequest } from "./review-actions.ts";
import { useNextSample } from "./use-next-sample.ts";
import { useOnlyPage } from "./use-only-page.ts";
import { useWorkingEdit } from "./use-working-edit.ts";

/** Whether what is on the screen is safe: on the server, on its way, in this browser alone, or at risk. */
export type SaveState = "saved" | "saving" | "kept" | "unkept";

/** Something that did not work, with the way to try it again where that could help. */
export type Trouble = { readonly message: string; readonly retry: (() => void) | null };

/** Changes that did not come from each other: of two people, or of one person on two pages. */
export type Conflict = {
  readonly mine: WorkingEdit;
  /** What the same person saved from another page; null where it is the sample itself that changed. */
  readonly theirs: StoredWorkingEdit | null;
  readonly sample: SampleDetail;
};

export type ReviewOptions = {
  sample: SampleDetail;
  progress: ReviewProgress;
  actions: ReviewActions;
  /** Another sample came on the screen: the address should name it. */
  onShown: (sampleId: string) => void;
  /** There is nothing left to review. */
  onDone: () => void;
  onRestored: () => void;
};

/** Renewals of a lease within its time: several may fail. */
const renewalsPerLease = 5;
const unreachable = "The server cannot be reached. Your changes are kept in this browser.";

/**
 * One sitting of a reviewer: the sample on the screen, their changes to it, and what goes to the server.
 * Every change is in the browser's journal before the next key can be pressed, and on the server soon
 * after; a verdict sends the edit along and brings the next sample in the same round trip.
 */
export function useReview(options: ReviewOptions) {
  const { actions } = options;
  const [sample, setSample] = useState(options.sample);
  const [progress, setProgress] = useState(options.progress);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const busy = useRef(false);
  const shownId = useRef(sample.id);
  const sampleAfter = useNextSample(sample.id, sample.lease.mine, actions.reserveNext);
  const working = useWorkingEdit({ sample, actions });

  const adopt = (fresh: SampleDetail) => {
    const another = fresh.id !== shownId.current;
    shownId.current = fresh.id;
    setSample(fresh);
    if (another) {
      // Asked for before anything is drawn, and so before the depth, which the server works longer on.
      const { imageHash } = fresh.frame;
      if (imageHash) loadPhoto(imageHash);
      setTrouble(null);
    }
    const opened = working.adopt(fresh);
    setConflict(
      opened.kind === "conflict"
        ? { mine: opened.mine, theirs: opened.theirs && fresh.working, sample: fresh }
        : null,
    );
    return opened;
  };

  /** Renews the lease and learns what others did meanwhile, without a word when it is nothing. */
  const refresh = useEffectEvent(async () => {
    if (busy.current || conflict) return;
    const asked = shownId.current;
    const answer = await actions.openSample({ sampleId: asked }).catch(() => null);
    if (answer?.ok && asked === shownId.current && !busy.current) adopt(answer.value.sample);
  });
  const page = useOnlyPage(sample.id, () => void refresh());

  const { history } = working;
  const edit = history.present;
  const changed = !isSameEdit(edit, sample.current.edit);
  const editable =
    sample.state === "queued" &&
    (sample.lease.mine || sample.lease.holder === null) &&
    !page.elsewhere;

  /** One call to the server at a time; what the network swallows can be tried again, after what `onLost` does. */
  const send = async <T>(
    call: () => Promise<T>,
    onAnswer: (answer: T) => void | Promise<void>,
    onLost = () => {},
  ): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setTrouble(null);
    try {
      await onAnswer(await call());
    } catch {
      onLost();
      setTrouble({ message: unreachable, retry: () => void send(call, onAnswer, onLost) });
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const show = (sampleId: string): Promise<void> =>
    send(
      () => actions.openSample({ sampleId }),
      (answer) => {
        if (!answer.ok) return fail(answer, () => void show(sampleId));
        setProgress(answer.value.progress);
        open(answer.value.sample);
      },
    );

  /** Brings a sample on the screen. */
  const open = (fresh: SampleDetail) => {
    const opened = adopt(fresh);
    if (opened.kind === "restored" && !isSameEdit(opened.edit.history.present, fresh.current.edit))
      options.onRestored();
    options.onShown(fresh.id);
  };

  /** Trying again helps when the server failed or wants to know who asks, not when it refused. */
  const fail = ({ code, message }: Refusal, retry: () => void) =>
    setTrouble({
      message,
      retry: code === "INTERNAL" || code === "UNAUTHENTICATED" ? retry : null,
    });

  const { keep: keepWorking } = working;
  const keep = useCallback(
    (changedHistory: EditHistory) => {
      if (editable && changedHistory !== history) keepWorking(sample, changedHistory);
    },
    [editable, history, keepWorking, sample],
  );

  const change = useCallback(
    (present: Edit, tag: string | null = null) => keep(pushEdit(history, present, tag)),
    [history, keep],
  );

  const submit = (kind: VerdictKind, said: { reason?: VerdictReason; note?: string } = {}) => {
    const { id: sampleId, version } = sample;
    const sent = changed ? edit : undefined;
    return deliver({ id: newClientId(), sampleId, version, kind, ...said, edit: sent });
  };

  /** The sample fetched ahead is on the screen while the verdict is under way, and this one again should that fail. */
  const deliver = async (request: VerdictRequest): Promise<void> => {
    if (busy.current) return;
    const { sampleId } = request;
    const comeBack = () => {
      working.takeBack(sampleId);
      if (shownId.current === sampleId) return;
      shownId.current = sampleId;
      setSample(sample);
      options.onShown(sampleId);
    };
    working.handOver(sampleId);
    const ahead = sampleAfter(sampleId);
    const answered = send(
      () => actions.submitVerdict({ verdict: request, aheadId: ahead?.id ?? null }),
      async (answer) => {
        if (!answer.ok) {
          comeBack();
          if (answer.code !== "CONFLICT") return fail(answer, () => void deliver(request));
          const theirs = await actions.openSample({ sampleId });
          if (!theirs.ok) return fail(theirs, () => void show(sampleId));
          setProgress(theirs.value.progress);
          if (adopt(theirs.value.sample).kind !== "conflict")
            setTrouble({ message: answer.message, retry: null });
          return;
        }
        working.forget(sampleId);
        setProgress(answer.value.progress);
        const { next } = answer.value;
        if (!next) return options.onDone();
        const following = next.sample ?? ahead;
        if (following && following.id !== shownId.current) open(following);
      },
      comeBack,
    );
    if (ahead) open(ahead);
    return answered;
  };

  const undoVerdict = (sampleId?: string) =>
    send(
      () => actions.undoVerdict({ sampleId }),
      async (answer) => {
        if (!answer.ok) return fail(answer, () => void undoVerdict(sampleId));
        const opened = await actions.openSample({ sampleId: answer.value.sampleId });
        if (!opened.ok) return fail(opened, () => void show(answer.value.sampleId));
        setProgress(opened.value.progress);
        open(opened.value.sample);
      },
    );

  /** Ends a conflict with this edit; null is theirs as it stands. */
  const resolveConflict = (chosen: Edit | null) => {
    if (!conflict) return;
    const { mine, theirs, sample: fresh } = conflict;
    setConflict(null);
    if (fresh.state !== "queued") {
      working.forget(fresh.id);
      void actions.discardEdit({ sampleId: fresh.id }).catch(() => null);
      working.adopt({ ...fresh, working: null });
      return;
    }
    const base = theirs?.history ?? startHistory(fresh.current.edit);
    const resolved = chosen && !isSameEdit(chosen, base.present) ? pushEdit(base, chosen) : base;
    working.keep(fresh, resolved, theirs ? [mine, theirs] : [mine]);
  };

  const { refusal } = working;
  useEffect(() => {
    if (refusal?.code === "CONFLICT") void refresh();
  }, [refusal]);
  const begin = useEffectEvent(() => {
    open(sample);
    void refresh();
  });
  useEffect(() => {
    // After the first paint: the server does not know what this browser kept.
    queueMicrotask(() => begin());
  }, []);
  const renewalMilliseconds = (1000 * sample.lease.seconds) / renewalsPerLease;
  useEffect(() => {
    const timer = setInterval(() => void refresh(), renewalMilliseconds);
    return () => clearInterval(timer);
  }, [renewalMilliseconds]);
  const { saving, journalWorks } = working;
  const keptOnly = saving.kind === "failing" || refusal !== null;
  const saveState: SaveState =
    saving.kind !== "saved" && !journalWorks
      ? "unkept"
      : keptOnly
        ? "kept"
        : sending || saving.kind === "saving"
          ? "saving"
          : "saved";
  return {
    sample,
    edit,
    proposal: proposalOf(sample).edit,
    changed,
    editable,
    canUndo: editable && history.past.length > 0,
    canRedo: editable && history.future.length > 0,
    progress,
    sending,
    saveState,
    /** Since when the server has not got the changes although it was asked; null while all is well. */
    behindSince: saving.kind === "failing" ? saving.since : null,
    sendNow: working.sendNow,
    page,
    trouble:
      trouble ??
      (refusal && refusal.code !== "CONFLICT" ? { message: refusal.message, retry: null } : null),
    dismissTrouble: () => setTrouble(null),
    conflict,
    change,
    undo: () => keep(undoEdit(history)),
    redo: () => keep(redoEdit(history)),
    submit,
    undoVerdict,
    show,
    resolveConflict,
  };
}

/** What the machine proposes: its edit, with the label and words of its gate where that gave others. */
function proposalOf({ current, revisions }: SampleDetail): SampleRevision {
  if (current.byMachine) return current;
  return revisions.findLast(({ byMachine }) => byMachine) ?? revisions[0] ?? current;
}

export type Review = ReturnType<typeof useReview>;
