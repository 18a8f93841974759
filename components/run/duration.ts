/** A length of time as people say it: "42 s", "3 min 5 s", "2 h 10 min". */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

/**
 * How much longer a run takes if it goes on as so far: milliseconds, or null while too little is done to
 * tell. Work that later stages will add is not known, so this is a lower bound.
 */
export function timeLeft(elapsed: number, closed: number, open: number): number | null {
  return closed < 5 || open === 0 ? null : (elapsed * open) / closed;
}
