"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { canonicalJson } from "#core/canonical-json.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { RejectReason, VerdictKind } from "#core/sample/verdict.ts";
import type { ReviewProgress } from "#server/review/get-review-progress.ts";
import type { ErrorCode } from "#server/errors.ts";
import type { SampleDetail, SampleRevision } from "#server/sample/get-sample.ts";
import type { EditHistory } from "./edit-history.ts";
import { pushEdit, redoEdit, startHistory, undoEdit } from "./edit-history.ts";
import { clearJournal, readJournal, sweepJournal, writeJournal } from "./journal.ts";
import type { ReviewActions } from "./review-actions.ts";
import { useNextSample } from "./use-next-sample.ts";

/** Whether what is on the screen is safe: as on the server, kept in this browser, on its way, or at risk. */
export type SaveState = "saved" | "kept" | "saving" | "unkept";

/** Something that did not work, with the way to try it again where that could help. */
export type Trouble = { readonly message: string; readonly retry: (() => void) | null };

/** The server has another version of this sample than the one that was edited here. */
export type Conflict = { readonly mine: EditHistory; readonly theirs: SampleDetail };

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

const leaseRenewalMilliseconds = 4 * 60_000;

/**
 * One sitting of a reviewer: the sample on the screen, their changes to it, and what goes to the server.
 * Every change is in the browser's journal before the next key can be pressed; a verdict sends the edit
 * along and brings the next sample in the same round trip.
 */
export function useReview(options: ReviewOptions) {
  const { actions } = options;
  const [sample, setSample] = useState(options.sample);
  const [history, setHistory] = useState(() => startHistory(options.sample.current.edit));
  const [progress, setProgress] = useState(options.progress);
  const [sending, setSending] = useState(false);
  const [journalWorks, setJournalWorks] = useState(true);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const busy = useRef(false);
  const next = useNextSample(sample.id, sample.lease.mine, actions.reserveNext);

  const edit = history.present;
  const changed = canonicalJson(edit) !== canonicalJson(sample.current.edit);
  const editable = sample.state === "queued" && (sample.lease.mine || sample.lease.holder === null);

  const adopt = (fresh: SampleDetail) => {
    setSample(fresh);
    setTrouble(null);
    setConflict(null);
    const kept = fresh.state === "queued" ? readJournal(fresh.id) : null;
    if (!kept || canonicalJson(kept.history.present) === canonicalJson(fresh.current.edit)) {
      setHistory(startHistory(fresh.current.edit));
    } else if (kept.version === fresh.version) {
      setHistory(kept.history);
      options.onRestored();
    } else {
      setHistory(startHistory(fresh.current.edit));
      setConflict({ mine: kept.history, theirs: fresh });
    }
  };

  /** One call to the server at a time; what the network swallows can be tried again. */
  const send = async <T>(
    call: () => Promise<T>,
    onAnswer: (answer: T) => void | Promise<void>,
  ): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setTrouble(null);
    try {
      await onAnswer(await call());
    } catch {
      setTrouble({
        message: "The server cannot be reached. Your changes are kept in this browser.",
        retry: () => void send(call, onAnswer),
      });
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
        adopt(answer.value.sample);
        options.onShown(sampleId);
      },
    );

  /** Trying again helps when the server failed, not when it refused. */
  const fail = ({ code, message }: { code: ErrorCode; message: string }, retry: () => void) =>
    setTrouble({ message, retry: code === "INTERNAL" ? retry : null });

  const change = (present: Edit, tag: string | null = null) => {
    if (editable) keep(pushEdit(history, present, tag));
  };

  const keep = (changedHistory: EditHistory) => {
    setHistory(changedHistory);
    setJournalWorks(writeJournal(sample.id, sample.version, changedHistory));
  };

  const submit = (kind: VerdictKind, said: { reason?: RejectReason; note?: string } = {}) => {
    const { id: sampleId, version } = sample;
    const request = { sampleId, version, kind, ...said, edit: changed ? edit : undefined };
    return send(
      () => actions.submitVerdict(request),
      async (answer) => {
        if (!answer.ok) {
          if (answer.code !== "CONFLICT") return fail(answer, () => void submit(kind, said));
          const theirs = await actions.openSample({ sampleId });
          if (!theirs.ok) return fail(theirs, () => void submit(kind, said));
          setProgress(theirs.value.progress);
          return setConflict({ mine: history, theirs: theirs.value.sample });
        }
        clearJournal(sampleId);
        setProgress(answer.value.progress);
        const following = answer.value.next?.sampleId;
        if (!following) return options.onDone();
        const ready = next.take(following);
        if (ready) {
          adopt(ready);
          return options.onShown(following);
        }
        const opened = await actions.openSample({ sampleId: following });
        if (!opened.ok) return fail(opened, () => void show(following));
        adopt(opened.value.sample);
        options.onShown(following);
      },
    );
  };

  const undoVerdict = (sampleId?: string) =>
    send(
      () => actions.undoVerdict({ sampleId }),
      async (answer) => {
        if (!answer.ok) return fail(answer, () => void undoVerdict(sampleId));
        const opened = await actions.openSample({ sampleId: answer.value.sampleId });
        if (!opened.ok) return fail(opened, () => void show(answer.value.sampleId));
        setProgress(opened.value.progress);
        adopt(opened.value.sample);
        options.onShown(answer.value.sampleId);
      },
    );

  const resolveConflict = (choice: "mine" | "theirs") => {
    if (!conflict) return;
    const { mine, theirs } = conflict;
    clearJournal(theirs.id);
    setSample(theirs);
    setConflict(null);
    const fresh = startHistory(theirs.current.edit);
    if (choice === "theirs") return setHistory(fresh);
    const kept = pushEdit(fresh, mine.present);
    setHistory(kept);
    setJournalWorks(writeJournal(theirs.id, theirs.version, kept));
  };

  const renew = useEffectEvent(async () => {
    if (busy.current || sample.state !== "queued") return;
    const answer = await actions.openSample({ sampleId: sample.id }).catch(() => null);
    if (!answer?.ok || answer.value.sample.id !== sample.id) return;
    const fresh = answer.value.sample;
    if (fresh.version === sample.version) return setSample(fresh);
    if (changed) setConflict({ mine: history, theirs: fresh });
    else adopt(fresh);
  });
  const begin = useEffectEvent(() => {
    sweepJournal();
    adopt(sample);
    void renew();
  });
  useEffect(() => {
    // After the first paint: the server does not know what this browser kept.
    queueMicrotask(() => begin());
    const timer = setInterval(() => void renew(), leaseRenewalMilliseconds);
    return () => clearInterval(timer);
  }, []);

  const saveState: SaveState = sending
    ? "saving"
    : !changed
      ? "saved"
      : journalWorks
        ? "kept"
        : "unkept";
  return {
    sample,
    edit,
    proposal: proposalOf(sample).edit,
    changed,
    editable,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    progress,
    sending,
    saveState,
    trouble,
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
