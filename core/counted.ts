/** A whole number with what is counted, in English: "1 photo", "0 photos". `noun` is a singular that takes an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
