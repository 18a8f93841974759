import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { ActionResult } from "#server/web/action.ts";
import type { SaveSpec, SaveState } from "./spec-saver.ts";
import { specSaver } from "./spec-saver.ts";

const withSeed = (seed: number) => DraftSpec.parse({ seed });

/** A saver over a server that answers when it is told to. */
function watched() {
  const asked: { version: number; seed: number }[] = [];
  const answers: ((answer: ActionResult<{ version: number }>) => void)[] = [];
  const states: SaveState[] = [];
  const save: SaveSpec = ({ version, spec }) => {
    asked.push({ version, seed: spec.seed });
    return new Promise((resolve) => answers.push(resolve));
  };
  const { change } = specSaver({
    id: "d",
    version: 1,
    delayMs: 500,
    save,
    onState: (state) => states.push(state),
  });
  const answer = async (value: ActionResult<{ version: number }>) => {
    answers.shift()!(value);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { asked, states, change, answer };
}

const pause = () => vi.advanceTimersByTimeAsync(500);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("changes in quick succession are one write, of the last", async () => {
  const { asked, states, change, answer } = watched();
  change(withSeed(2));
  await vi.advanceTimersByTimeAsync(300);
  change(withSeed(3));
  await pause();
  expect(asked).toEqual([{ version: 1, seed: 3 }]);
  await answer({ ok: true, value: { version: 2 } });
  expect(states).toEqual(["waiting", "waiting", "saving", "saved"]);
});

test("what changes during a write is written after it, over the version that it left", async () => {
  const { asked, states, change, answer } = watched();
  change(withSeed(2));
  await pause();
  change(withSeed(3));
  await pause();
  expect(asked.length).toBe(1);
  await answer({ ok: true, value: { version: 2 } });
  expect(asked[1]).toEqual({ version: 2, seed: 3 });
  await answer({ ok: true, value: { version: 3 } });
  expect(states.at(-1)).toBe("saved");
});

test("a write that failed is made up for by the next change", async () => {
  const { asked, states, change, answer } = watched();
  change(withSeed(2));
  await pause();
  await answer({ ok: false, code: "INTERNAL", message: "no disk" });
  expect(states.at(-1)).toBe("refused");
  change(withSeed(3));
  await pause();
  expect(asked[1]).toEqual({ version: 1, seed: 3 });
});

test("after somebody else's change nothing is written any more", async () => {
  const { asked, states, change, answer } = watched();
  change(withSeed(2));
  await pause();
  await answer({ ok: false, code: "CONFLICT", message: "somebody changed it" });
  change(withSeed(3));
  await pause();
  expect(asked.length).toBe(1);
  expect(states.at(-1)).toBe("stale");
});
