import * as z from "zod";

/** A key as it is meant, by its sign: `Mod` is Ctrl, or Cmd on a Mac. */
export type Chord = {
  /** As `KeyboardEvent.key` says it; a single sign in lower case. */
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
};

/**
 * The grammar of a key in writing:
 *
 *     keys   = ["Mod+"] ["Shift+"] key
 *     key    = letter | sign | name
 *     letter = one letter, written as a capital where it has one
 *     sign   = one digit, punctuation mark or symbol, except < > & " ' `; the plus is "Plus"
 *     name   = "Enter" | "Space" | "Backspace" | "Delete" | "ArrowUp" | ... (`namedKeys`)
 *
 * Signs have no Shift: on which keyboard they need it differs, and the sign itself says it. Alt is not in
 * the grammar: it makes steps smaller, and writes signs on many keyboards.
 */
export function parseKeys(text: string): { chord: Chord } | { problem: string } {
  const [, mod, shift, written = ""] = /^(Mod\+)?(Shift\+)?(.*)$/su.exec(text) ?? [];
  const key = keyWritten(written);
  if (key === null) return { problem: `"${text}": ${complaintAbout(written)}` };
  if (shift && isSign(key))
    return { problem: `"${text}": a sign is written without Shift; press it, and its sign counts` };
  if (mod && leftToBrowser.test(key))
    return { problem: `"${text}": ${printed(key)} with Ctrl or Cmd belongs to the browser` };
  return { chord: { key, ...(mod && { mod: true }), ...(shift && { shift: true }) } };
}

/** A chord in writing, so that {@link parseKeys} gives it back. */
export function formatKeys({ key, mod, shift }: Chord): string {
  return `${mod ? "Mod+" : ""}${shift ? "Shift+" : ""}${printed(key)}`;
}

/** Keys that can be stored: nothing outside the grammar gets in, markup least of all. */
export const KeyString = z
  .string()
  .max(24, "a key is written in at most 24 letters")
  .superRefine((text, context) => {
    const read = parseKeys(text);
    if ("problem" in read) context.addIssue({ code: "custom", message: read.problem });
  });

/** Keys with a name, as `KeyboardEvent.key` and the grammar call them; only the space bar is called something else there. */
const namedKeys: ReadonlySet<string> = new Set([
  "Enter",
  "Backspace",
  "Delete",
  "Insert",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  // F5, F11 and F12 load the page anew, fill the screen and open the browser's tools.
  "F1",
  "F2",
  "F3",
  "F4",
  "F6",
  "F7",
  "F8",
  "F9",
  "F10",
]);

/** With Ctrl or Cmd: tabs, windows and the address, which no page gets, and copying and pasting. */
const leftToBrowser = /^[acvxtnwqrl]$/;

/** A typed sign as the key of a chord: without the difference of Shift for letters. */
export function keyOfSign(sign: string): string {
  const lower = sign.toLowerCase();
  return isOneSign(lower) ? lower : sign;
}

/** Whether a key is a digit, mark or symbol, which Shift would turn into another. */
export function isSign(key: string): boolean {
  return isOneSign(key) && key !== " " && !/^\p{L}$/u.test(key);
}

function keyWritten(written: string): string | null {
  if (written === "Space") return " ";
  if (written === "Plus") return "+";
  if (namedKeys.has(written)) return written;
  if (!/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(written) || /[<>&"'`+]/.test(written)) return null;
  const key = keyOfSign(written);
  return printed(key) === written ? key : null;
}

function printed(key: string): string {
  if (key === " ") return "Space";
  if (key === "+") return "Plus";
  const upper = key.toUpperCase();
  return isOneSign(upper) && keyOfSign(upper) === key ? upper : key;
}

function complaintAbout(written: string): string {
  if (written === "Tab" || written === "Escape")
    return "Tab and Escape move the focus and close what is open";
  if (/Alt\+|Ctrl\+|Control\+|Meta\+|Cmd\+|Mod\+|Shift\+/.test(written))
    return 'before the key may stand "Mod+", then "Shift+", and nothing else';
  if (isOneSign(written) && isOneSign(written.toUpperCase()) && written !== written.toUpperCase())
    return "a letter is written as a capital";
  return 'a key is one letter, digit or sign, or a name such as "Enter" or "ArrowUp"';
}

function isOneSign(text: string): boolean {
  return /^.$/su.test(text);
}
