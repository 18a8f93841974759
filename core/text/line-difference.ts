import type { Step } from "./sequence-difference.ts";
import { sequenceDifference } from "./sequence-difference.ts";

/** How one text becomes another, line by line, as {@link sequenceDifference} has it. Any kind of line break counts. */
export function lineDifference(before: string, after: string): Step[] {
  return sequenceDifference(linesOf(before), linesOf(after));
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r\n?|\n/);
}
