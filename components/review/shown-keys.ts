import type { Chord } from "#core/preference/key-string.ts";
import { formatKeys } from "#core/preference/key-string.ts";

const shownNames: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: "Page ↑",
  PageDown: "Page ↓",
  Plus: "+",
};

/** A chord as printed on buttons: "Ctrl ⇧ Z". */
export function shownKeys(chord: Chord): string {
  const key = formatKeys({ key: chord.key });
  return [chord.mod && "Ctrl", chord.shift && "⇧", shownNames[key] ?? key]
    .filter(Boolean)
    .join(" ");
}
