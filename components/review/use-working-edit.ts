"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { EditHistory } from "#core/sample/edit-history.ts";
import { shortenHistory, startHistory } from "#core/sample/edit-history.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { isFollowedBy, isSameState, nextWorkingEdit } from "#core/sample/working-edit.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { newClientId } from "./client-id.ts";
import type { Refusal } from "./edit-saver.ts";
import { EditSaver } from "./edit-saver.ts";
import { clearJournal, readJournal, sweepJournal, writeJournal } from "./journal.ts";
import type { OpenedEdit } from "./open-edit.ts";
import { openEdit } from "./open-edit.ts";
import type { ReviewActions } from "./review-actions.ts";

/**
 * The changes to the sample on the screen, and their way to safety: first into the browser's journal, within
 * the same tick, then to the server, which clears the journal. Nothing here waits for an answer.
 */
export function useWorkingEdit(options: { sample: SampleDetail; actions: ReviewActions }) {
  const { actions } = options;
  const [history, setHistory] = useState(() => startHistory(options.sample.current.edit));
  const [journalWorks, setJournalWorks] = useState(true);
  const [refusal, setRefusal] = useState<(Refusal & { sampleId: string }) | null>(null);
  /** The latest state on the screen; empty while nothing was changed. */
  const shown = useRef<{ sampleId: string; states: WorkingEdit[] }>({ sampleId: "", states: [] });
  /** What went along with the verdict that is under way. */
  const handedOver = useRef<{ sampleId: string; states: WorkingEdit[]; history: EditHistory }>(
    null,
  );
  const [client] = useState(newClientId);
  const [saver] = useState(() => new EditSaver((request) => actions.saveEdit(request)));
  const saving = useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);
  useEffect(() => {
    const stop = saver.start({
      onSaved: (sampleId, edit) => {
        clearJournal(sampleId, edit);
        setRefusal((before) => (before?.sampleId === sampleId ? null : before));
      },
      onRefused: (sampleId, { code, message }) => setRefusal({ sampleId, code, message }),
    });
    // What an earlier page left behind goes to the server as well, whichever sample is on the screen.
    for (const [sampleId, edit] of sweepJournal()) saver.put(sampleId, edit);
    window.addEventListener("online", saver.sendNow);
    return () => {
      window.removeEventListener("online", saver.sendNow);
      stop();
    };
  }, [saver]);

  const keep = useCallback(
    (sample: SampleDetail, changed: EditHistory, over: readonly WorkingEdit[] = []): void => {
      const { id, version } = sample;
      const seen = shown.current.sampleId === id ? shown.current.states : [];
      const state = nextWorkingEdit(client, [...seen, ...over], {
        version,
        history: shortenHistory(changed),
      });
      shown.current = { sampleId: id, states: [state] };
      setHistory(changed);
      setJournalWorks(writeJournal(id, state));
      saver.put(id, state);
    },
    [client, saver],
  );

  return {
    history,
    /** A new state of the sample. `over` are states that it takes the place of, besides the one on the screen. */
    keep,
    saving,
    journalWorks,
    /** What the server did not want, of the sample on the screen. */
    refusal: refusal?.sampleId === options.sample.id ? refusal : null,
    sendNow: saver.sendNow,

    /** What this page or browser keeps of a sample. */
    local(sampleId: string): WorkingEdit | null {
      const own = shown.current.sampleId === sampleId ? shown.current.states.at(-1) : undefined;
      const kept = readJournal(sampleId);
      return kept && own && isFollowedBy(kept, own) ? own : (kept ?? own ?? null);
    },

    /** Shows the sample's edit as this browser and the server keep it, and says where it came from. */
    adopt(sample: SampleDetail): OpenedEdit {
      const before = shown.current;
      const opened = openEdit(sample, this.local(sample.id));
      const own = before.sampleId === sample.id ? before.states.at(-1) : undefined;
      const states: WorkingEdit[] = sample.working ? [sample.working] : [];
      if (opened.kind === "restored") states.push(opened.edit);
      shown.current = { sampleId: sample.id, states };
      if (opened.kind === "restored" && !opened.onServer && sample.lease.mine)
        saver.put(sample.id, opened.edit);
      if (opened.kind === "untouched" || (opened.kind === "restored" && opened.onServer))
        setRefusal(null);
      if (opened.kind === "untouched") setHistory(startHistory(sample.current.edit));
      else if (opened.kind === "conflict") setHistory(opened.mine.history);
      // The steps on the screen reach further back than those written down.
      else if (!own || !isSameState(own, opened.edit)) setHistory(opened.edit.history);
      return opened;
    },

    /** The edit goes to the server with a verdict. */
    handOver(sampleId: string): void {
      saver.forget(sampleId);
      handedOver.current =
        shown.current.sampleId === sampleId ? { ...shown.current, history } : null;
    },

    /** The verdict did not go through: the edit is on the screen as it was, and goes on its own way again. */
    takeBack(sampleId: string): void {
      if (shown.current.sampleId !== sampleId && handedOver.current?.sampleId === sampleId) {
        const { states, history: before } = handedOver.current;
        shown.current = { sampleId, states };
        setHistory(before);
      }
      const state = this.local(sampleId);
      if (state) saver.put(sampleId, state);
    },

    /** The changes are in a revision, or were given up. */
    forget(sampleId: string): void {
      saver.forget(sampleId);
      clearJournal(sampleId);
      setRefusal(null);
      if (shown.current.sampleId === sampleId) shown.current = { sampleId, states: [] };
    },
  };
}
