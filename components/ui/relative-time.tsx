"use client";

import { useSyncExternalStore } from "react";

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];
const format = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const tickMilliseconds = 30_000;

/** How long ago something was; the exact time is its title. The server's clock and zone are not the reader's, so the browser fills it in. */
export function RelativeTime({ at }: { at: Date }) {
  const now = useSyncExternalStore(everyTick, currentTick, () => null);
  return (
    <time
      dateTime={at.toISOString()}
      title={now === null ? undefined : at.toLocaleString("en-GB")}
      className="figures"
    >
      {now === null ? `${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : ago(at, now)}
    </time>
  );
}

function everyTick(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
}

function currentTick(): number {
  return Math.ceil(Date.now() / tickMilliseconds) * tickMilliseconds;
}

function ago(at: Date, now: number): string {
  const seconds = Math.min(0, (at.getTime() - now) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? format.format(Math.round(seconds / step[1]), step[0]) : "just now";
}
