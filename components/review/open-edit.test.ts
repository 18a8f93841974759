import { describe, expect, it } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { pushEdit, startHistory } from "#core/sample/edit-history.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { nextWorkingEdit } from "#core/sample/working-edit.ts";
import { openEdit } from "./open-edit.ts";

const proposed: Edit = {
  targetId: "annotation:1",
  label: "mug",
  operation: { kind: "remove" },
  sourceBox: orientedBox(point(0, 0, 2), [0.1, 0.1, 0.1], identityRotation),
  targetBox: null,
  instruction: "Remove the mug.",
};
const [here, elsewhere] = ["a".repeat(32), "b".repeat(32)];

function said(client: string, words: string, seen: WorkingEdit[] = [], version = 1) {
  const history = pushEdit(startHistory(proposed), { ...proposed, instruction: words });
  return nextWorkingEdit(client, seen, { version, history });
}

function opened(local: WorkingEdit | null, stored: WorkingEdit | null, changes = {}) {
  const working = stored && { ...stored, at: new Date(0) };
  const sample = { version: 1, state: "queued" as const, current: { edit: proposed }, working };
  return openEdit({ ...sample, ...changes }, local);
}

describe("a sample is opened with", () => {
  it("its own edit where nothing was changed", () =>
    expect(opened(null, null)).toEqual({ kind: "untouched" }));

  it("the only state there is", () => {
    const state = said(here, "Take it away.");
    expect(opened(state, null)).toMatchObject({ kind: "restored", edit: state, onServer: false });
    expect(opened(null, state)).toMatchObject({ kind: "restored", edit: state, onServer: true });
  });

  it("the newer of two, wherever it is", () => {
    const older = said(here, "Take it away.");
    const newer = said(elsewhere, "Take the mug away.", [older]);
    expect(opened(newer, older)).toMatchObject({ kind: "restored", edit: newer, onServer: false });
    expect(opened(older, newer)).toMatchObject({ kind: "restored", edit: newer, onServer: true });
  });

  it("a question where two states were made side by side, unless they say the same", () => {
    const [one, two] = [said(here, "One."), said(elsewhere, "Two.")];
    expect(opened(one, two)).toMatchObject({ kind: "conflict", mine: one, theirs: two });
    const same = said(elsewhere, "One.");
    expect(opened(one, same)).toMatchObject({ kind: "restored", edit: same });
  });

  it("a question where the sample has another version or is decided, unless it says the same", () => {
    const state = said(here, "Take it away.");
    const conflict = { kind: "conflict", mine: state, theirs: null };
    expect(opened(state, null, { version: 2 })).toEqual(conflict);
    expect(opened(null, state, { version: 2, state: "accepted" })).toMatchObject({
      kind: "conflict",
      theirs: null,
    });
    const edit = state.history.present;
    expect(opened(state, null, { version: 2, current: { edit } })).toEqual({ kind: "untouched" });
  });
});
