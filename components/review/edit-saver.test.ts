import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHistory } from "#core/sample/edit-history.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { nextWorkingEdit } from "#core/sample/working-edit.ts";
import { EditSaver } from "./edit-saver.ts";
import type { ReviewActions } from "./review-actions.ts";

type Save = ReviewActions["saveEdit"];
type Answer = Awaited<ReturnType<Save>>;

/** A server that answers when it is told to. */
function serverOnDemand() {
  const requests: { counter: number; answer: (with_: Answer | Error) => Promise<void> }[] = [];
  const save: Save = ({ edit }) =>
    new Promise((resolve, reject) => {
      requests.push({
        counter: edit.mark.counter,
        answer: async (with_) => {
          if (with_ instanceof Error) reject(with_);
          else resolve(with_);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  return { save, requests };
}

const saved: Answer = { ok: true, value: { at: new Date(0) } };
const edit: Edit = {
  targetId: "annotation:1",
  label: "mug",
  operation: { kind: "remove" },
  sourceBox: orientedBox(point(0, 0, 2), [0.1, 0.1, 0.1], identityRotation),
  targetBox: null,
  instruction: "Remove the mug.",
};

function states(count: number): WorkingEdit[] {
  const made: WorkingEdit[] = [];
  for (let number = 0; number < count; number++)
    made.push(
      nextWorkingEdit("a".repeat(32), made.slice(-1), { version: 1, history: startHistory(edit) }),
    );
  return made;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("changes in a row are one request, one is under way at a time, and the latest comes last", async () => {
  const { save, requests } = serverOnDemand();
  const saver = new EditSaver(save);
  const done: number[] = [];
  saver.start({ onSaved: (_, state) => done.push(state.mark.counter), onRefused: () => {} });
  for (const state of states(5)) saver.put("s", state);
  expect(saver.snapshot().kind).toBe("saving");
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests.map(({ counter }) => counter)).toEqual([5]);
  for (const state of states(9).slice(5)) saver.put("s", state);
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests).toHaveLength(1);
  await requests[0]!.answer(saved);
  expect(saver.snapshot().kind).toBe("saving");
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests.map(({ counter }) => counter)).toEqual([5, 9]);
  await requests[1]!.answer(saved);
  expect(saver.snapshot()).toEqual({ kind: "saved" });
  expect(done).toEqual([5, 9]);
});

test("what fails is sent again, less and less often, and it is told since when", async () => {
  const { save, requests } = serverOnDemand();
  const saver = new EditSaver(save);
  saver.start({ onSaved: () => {}, onRefused: () => expect.unreachable() });
  const since = Date.now();
  const [first, second] = states(2);
  saver.put("s", first!);
  await vi.advanceTimersByTimeAsync(500);
  await requests[0]!.answer(new Error("offline"));
  expect(saver.snapshot()).toEqual({ kind: "failing", since });
  saver.put("s", second!);
  await vi.advanceTimersByTimeAsync(900);
  expect(requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  await requests[1]!.answer({ ok: false, code: "UNAUTHENTICATED", message: "sign in" });
  expect(saver.snapshot()).toEqual({ kind: "failing", since });
  await vi.advanceTimersByTimeAsync(1500);
  expect(requests).toHaveLength(2);
  saver.sendNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(requests.map(({ counter }) => counter)).toEqual([1, 2, 2]);
  await requests[2]!.answer(saved);
  expect(saver.snapshot()).toEqual({ kind: "saved" });
});

test("what is refused is not sent again, and holds nothing else up", async () => {
  const { save, requests } = serverOnDemand();
  const saver = new EditSaver(save);
  const refused: string[] = [];
  saver.start({ onSaved: () => {}, onRefused: (id, { code }) => refused.push(`${id} ${code}`) });
  saver.put("s", states(1)[0]!);
  saver.put("t", states(1)[0]!);
  await vi.advanceTimersByTimeAsync(500);
  await requests[0]!.answer({ ok: false, code: "CONFLICT", message: "taken" });
  await vi.advanceTimersByTimeAsync(500);
  await requests[1]!.answer(saved);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests).toHaveLength(2);
  expect(refused).toEqual(["s CONFLICT"]);
  expect(saver.snapshot()).toEqual({ kind: "saved" });
});
