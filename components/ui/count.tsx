import { counted } from "#core/counted.ts";

/** A whole number with what is counted: "1 photo". */
export function Count({ of, noun }: { of: number; noun: string }) {
  return counted(of, noun);
}
