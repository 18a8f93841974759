import { expect, test } from "vitest";
import { formatKeys } from "#core/preference/key-string.ts";
import { swapKeys, obstacleTo, readKeyFile, withKeys, writeKeyFile } from "./change-keys.ts";
import type { Command } from "./commands.ts";
import { commandOf, commands } from "./commands.ts";
import type { KeyPress } from "./key-bindings.ts";
import {
  bindKeys,
  commandConflicts,
  commandFor,
  defaultBindings,
  keysPressed,
} from "./key-bindings.ts";

function press(
  key: string,
  { altGraph = false, ...modifiers }: Partial<KeyPress> & { altGraph?: boolean } = {},
): KeyPress {
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    getModifierState: () => altGraph,
    ...modifiers,
  };
}

const idOf = (pressed: KeyPress, nudging = false, bindings = defaultBindings) =>
  commandFor(pressed, nudging, bindings)?.id ?? null;

test("no key asks for two things, and every key that is stated counts", () => {
  expect(commandConflicts(commands)).toEqual([]);
  const stated = commands.filter(({ keys }) => keys !== null).map(({ id }) => id as string);
  expect([...defaultBindings.keys()].toSorted()).toEqual(stated.toSorted());
});

test("the conflict check sees a clash, also with a larger step", () => {
  const clash = (id: string, keys: string): Command => ({ id, name: "", group: "View", keys });
  expect(commandConflicts([...commands, clash("x2", "X")])).toEqual([["reject", "x2"]]);
  expect(commandConflicts([...commands, clash("c2", "Shift+C")])).toEqual([["yaw-right", "c2"]]);
});

test("every command is reached by its own key", () => {
  for (const [id, { key, mod = false, shift = false }] of defaultBindings) {
    const pressed = press(key, { ctrlKey: mod, shiftKey: shift });
    expect(commandFor(pressed, Boolean(commandOf(id).nudging), defaultBindings), id).toEqual({
      id,
      stepFactor: 1,
    });
  }
});

test("nudge mode takes over its own keys and leaves the verdicts alone", () => {
  expect(idOf(press("s"))).toBe("skip");
  expect(idOf(press("s"), true)).toBe("nudge-front");
  expect(idOf(press("w"))).toBeNull();
  for (const key of ["Enter", "x", "u"]) expect(idOf(press(key), true)).toBe(idOf(press(key)));
});

test("Shift and Alt scale a step, and only a step", () => {
  const alt = { altKey: true };
  expect(commandFor(press("W", { shiftKey: true }), true, defaultBindings)).toEqual({
    id: "nudge-behind",
    stepFactor: 10,
  });
  expect(commandFor(press("∑", { ...alt, code: "KeyW" }), true, defaultBindings)).toEqual({
    id: "nudge-behind",
    stepFactor: 0.1,
  });
  expect(idOf(press("X", { shiftKey: true }))).toBeNull();
  expect(idOf(press("x", { ...alt, code: "KeyX" }))).toBeNull();
});

test("browser chords are left to the browser", () => {
  for (const key of ["c", "s", "1", "Enter"])
    expect(idOf(press(key, { ctrlKey: true }))).toBeNull();
});

test("a sign is found by what is typed: with Shift, and with AltGr, which Windows calls Ctrl and Alt", () => {
  expect(idOf(press("?", { shiftKey: true }))).toBe("help");
  const bindings = bindKeys({ drop: "{" });
  const altGr = { ctrlKey: true, altKey: true, altGraph: true, code: "Digit7" };
  expect(idOf(press("{", altGr), false, bindings)).toBe("drop");
  expect(keysPressed(press("{", altGr))).toBe("{");
  expect(idOf(press("€", { ...altGr, code: "KeyE" }))).toBeNull();
});

test("a press is written as the grammar has it; modifiers and dead keys are none", () => {
  expect(keysPressed(press("Z", { shiftKey: true, metaKey: true }))).toBe("Mod+Shift+Z");
  expect(keysPressed(press("?", { shiftKey: true }))).toBe("?");
  expect(keysPressed(press(" "))).toBe("Space");
  for (const key of ["Shift", "Control", "Dead", "Process", "Unidentified", "Escape", "Tab", "<"])
    expect(keysPressed(press(key)), key).toBeNull();
});

test("a chosen key counts, and takes that of a command that has it only by default", () => {
  const bindings = bindKeys({ drop: "X" });
  expect(idOf(press("x"), false, bindings)).toBe("drop");
  expect(bindings.has("reject")).toBe(false);
  expect(idOf(press("b"), false, bindings)).toBeNull();
});

test("keys that cannot be, from wherever they come, do nothing and harm nothing", () => {
  const bindings = bindKeys({
    reject: "Backspace",
    accept: "<img src=x onerror=alert(1)>",
    "yaw-left": "Mod+J",
    nonsense: "J",
  });
  for (const id of ["reject", "accept", "yaw-left"] as const)
    expect(bindings.has(id), id).toBe(false);
  expect(bindings.get("skip")).toEqual(defaultBindings.get("skip"));
});

test("a verdict never lies on Backspace or Delete", () => {
  for (const { id, group } of commands) {
    const refused = ["Backspace", "Mod+Delete"].map((keys) => obstacleTo(id, keys, {})?.kind);
    if (group === "Verdict") expect(refused, id).toEqual(["refused", "refused"]);
  }
  expect(obstacleTo("drop", "Backspace", {})).toBeNull();
});

test("a key that is taken names who has it, and a swap leaves both with one", () => {
  expect(obstacleTo("drop", "X", {})).toEqual({ kind: "taken", by: "reject" });
  const swapped = swapKeys({}, "drop", "reject", "X");
  expect(swapped).toEqual({ drop: "X", reject: "B" });
  expect(swapKeys(swapped, "drop", "reject", "B")).toEqual({});
  const onBackspace = withKeys({}, "drop", "Backspace");
  expect(swapKeys(onBackspace, "drop", "reject", "X")).toEqual({ drop: "X", reject: null });
});

test("keys go into a file and come back; a file with a fault is refused as a whole", () => {
  const keyMap = { drop: "X", reject: "B", theme: null };
  expect(readKeyFile(writeKeyFile(keyMap))).toEqual({ keyMap });
  const faulty: [unknown, RegExp][] = [
    ["{", /not JSON/],
    [{ keys: { reject: "Backspace" } }, /Backspace and Delete/],
    [{ keys: { drop: "J", theme: "J" } }, /another command/],
    [{ keys: { drop: "<b>" } }, /a key is one letter/],
    [{ keys: { "no-such": "J" } }, /not there: "no-such"/],
    [{ keys: { "<script>": "J" } }, /Invalid key/],
  ];
  for (const [content, problem] of faulty) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    expect(readKeyFile(text)).toEqual({ problem: expect.stringMatching(problem) });
  }
});

test("all keys of the list are written as the grammar writes them", () => {
  for (const [id, chord] of defaultBindings) expect(formatKeys(chord)).toBe(commandOf(id).keys);
});
