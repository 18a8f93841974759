import { expect, test } from "vitest";
import type { Command, KeyPress } from "./commands.ts";
import { commandConflicts, commandFor, commands } from "./commands.ts";

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  };
}

test("no key asks for two things", () => {
  expect(commandConflicts()).toEqual([]);
});

test("the conflict check sees a clash", () => {
  const clash: Command = { id: "x2", name: "", group: "View", chord: { key: "x" }, shown: "X" };
  expect(commandConflicts([...commands, clash])).toEqual([["reject", "x2"]]);
});

test("every command is reached by its own chord", () => {
  for (const command of commands as readonly Command[]) {
    const { key, mod = false, shift = false } = command.chord;
    const found = commandFor(
      press(key, { ctrlKey: mod, shiftKey: shift }),
      Boolean(command.nudging),
    );
    expect(found, command.name).toEqual({ id: command.id, stepFactor: 1 });
  }
});

test("nudge mode takes over its own keys and leaves the verdicts alone", () => {
  expect(commandFor(press("s"), false)?.id).toBe("skip");
  expect(commandFor(press("s"), true)?.id).toBe("nudge-front");
  expect(commandFor(press("w"), false)).toBeNull();
  for (const key of ["Enter", "x", "u"])
    expect(commandFor(press(key), true)).toEqual(commandFor(press(key), false));
});

test("Shift and Alt scale a step, and only a step", () => {
  expect(commandFor(press("W", { shiftKey: true }), true)).toEqual({
    id: "nudge-behind",
    stepFactor: 10,
  });
  expect(commandFor(press("∑", { altKey: true, code: "KeyW" }), true)).toEqual({
    id: "nudge-behind",
    stepFactor: 0.1,
  });
  expect(commandFor(press("X", { shiftKey: true }), false)).toBeNull();
  expect(commandFor(press("x", { altKey: true, code: "KeyX" }), false)).toBeNull();
});

test("browser chords are left to the browser", () => {
  for (const key of ["c", "s", "1", "Enter"])
    expect(commandFor(press(key, { ctrlKey: true }), false)).toBeNull();
});

test("a sign that needs Shift is found by its sign", () => {
  expect(commandFor(press("?", { shiftKey: true }), false)?.id).toBe("help");
});
