import type { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { ActionResult } from "#server/web/action.ts";

/** Whether what is on the screen is stored. `stale`: somebody else changed the draft, and the page has to be loaded again. */
export type SaveState = "saved" | "waiting" | "saving" | "refused" | "stale";

export type SaveSpec = (request: {
  id: string;
  version: number;
  spec: DraftSpec;
}) => Promise<ActionResult<{ version: number }>>;

/**
 * Stores a draft's spec as it changes, after a pause of `delayMs`, one write at a time and always the newest.
 * A write that fails is tried again with the next change; after one that lost against somebody else's nothing
 * is written any more.
 */
export function specSaver(options: {
  id: string;
  version: number;
  delayMs: number;
  save: SaveSpec;
  onState: (state: SaveState, message: string | null) => void;
}): { change: (spec: DraftSpec) => void } {
  const { id, delayMs, save, onState } = options;
  let { version } = options;
  let newest: DraftSpec | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWriting = false;
  let isStale = false;
  const write = async () => {
    if (isWriting || isStale || !newest) return;
    const spec = newest;
    newest = null;
    isWriting = true;
    onState("saving", null);
    const answer = await save({ id, version, spec }).catch(() => null);
    isWriting = false;
    if (answer?.ok) {
      version = answer.value.version;
      if (newest) await write();
      else onState("saved", null);
    } else {
      isStale = answer?.code === "CONFLICT";
      onState(isStale ? "stale" : "refused", answer?.message ?? "The server cannot be reached.");
    }
  };
  return {
    change(spec) {
      if (isStale) return;
      newest = spec;
      clearTimeout(timer);
      if (!isWriting) onState("waiting", null);
      timer = setTimeout(() => void write(), delayMs);
    },
  };
}
