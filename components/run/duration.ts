/** A length of time as people say it: "42 s", "3 min 5 s", "2 h 10 min". */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

/**
 * How much longer a run takes if it goes on as so far: milliseconds, or null while too little is done
 * to tell or less than a second is left. Work that later stages will add is not known, so this is a lower bound.
 */
export function timeLeft(elapsed: number, closed: number, open: number): number | null {
  const left = (elapsed * open) / closed;
  return closed < 5 || left < 1000 ? null : left;
}
