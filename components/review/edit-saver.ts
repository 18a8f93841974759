import type { WorkingEdit } from "#core/sample/working-edit.ts";
import type { ErrorCode } from "#server/errors.ts";
import type { ReviewActions } from "./review-actions.ts";

/** How long a change waits for the next one. */
const settleMilliseconds = 200;
/** How long to wait after so many failures in a row. */
const retrySeconds = [1, 2, 4, 8, 15];

/** How far the server is behind; `since` is when the oldest change was made that it has not got. */
export type SaverState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failing"; readonly since: number };

type Outcomes = {
  /** The server has this state. */
  onSaved: (sampleId: string, edit: WorkingEdit) => void;
  /** The server does not want this state: to send it again would not help. */
  onRefused: (sampleId: string, error: Refusal) => void;
};

export type Refusal = { readonly code: ErrorCode; readonly message: string };

/**
 * Sends changes to the server: the latest state of each sample, one request at a time, again and again
 * until the server has it or refuses it.
 */
export class EditSaver {
  private readonly waiting = new Map<string, { edit: WorkingEdit; since: number }>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private failures = 0;
  private state: SaverState = { kind: "saved" };
  private outcomes: Outcomes | null = null;
  private readonly save: ReviewActions["saveEdit"];

  constructor(save: ReviewActions["saveEdit"]) {
    this.save = save;
  }

  /** Begins: whoever calls is told what became of each state. Answers with the way to stop. */
  start(outcomes: Outcomes): () => void {
    this.outcomes = outcomes;
    if (this.waiting.size > 0) this.wake(0);
    return () => clearTimeout(this.timer);
  }

  /** Takes a state on; it takes the place of an earlier one of the same sample. */
  put(sampleId: string, edit: WorkingEdit): void {
    const since = this.waiting.get(sampleId)?.since ?? Date.now();
    this.waiting.set(sampleId, { edit, since });
    if (this.failures === 0) this.wake(settleMilliseconds);
    this.tell();
  }

  /** Drops what waits for a sample: it goes to the server another way, or was given up. */
  forget(sampleId: string): void {
    this.waiting.delete(sampleId);
    if (this.waiting.size === 0) this.failures = 0;
    this.tell();
  }

  /** Sends what waits without waiting longer. */
  readonly sendNow = (): void => this.wake(0);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SaverState => this.state;

  private wake(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), milliseconds);
  }

  private async send(): Promise<void> {
    const [next] = this.waiting;
    if (this.sending || !next) return;
    const [sampleId, { edit }] = next;
    this.sending = true;
    const answer = await this.save({ sampleId, edit }).catch(() => null);
    this.sending = false;
    const refusal = answer && !answer.ok && !isTemporary(answer.code) ? answer : null;
    if (answer?.ok || refusal) {
      this.failures = 0;
      const waiting = this.waiting.get(sampleId);
      if (waiting?.edit === edit) this.waiting.delete(sampleId);
      else if (waiting) this.waiting.set(sampleId, { ...waiting, since: Date.now() });
    } else this.failures += 1;
    if (answer?.ok) this.outcomes?.onSaved(sampleId, edit);
    if (refusal) this.outcomes?.onRefused(sampleId, refusal);
    if (this.waiting.size > 0)
      this.wake(1000 * (retrySeconds[Math.min(this.failures, 5) - 1] ?? 0));
    this.tell();
  }

  private tell(): void {
    this.state = this.judge();
    for (const listener of this.listeners) listener();
  }

  private judge(): SaverState {
    if (this.waiting.size === 0) return { kind: "saved" };
    if (this.failures === 0) return { kind: "saving" };
    const since = Math.min(...[...this.waiting.values()].map((waiting) => waiting.since));
    return { kind: "failing", since };
  }
}

/** Whether the same request may be granted later: after a repair, or after signing in again. */
function isTemporary(code: ErrorCode): boolean {
  return code === "INTERNAL" || code === "UNAUTHENTICATED";
}
