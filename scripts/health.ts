import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 100;

/** Waits until the address answers 200; false when it does not in time. */
export async function becomesHealthy(address: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      if (response.ok) return true;
    } catch {
      // nobody listens yet
    }
    await sleep(POLL_MS);
  }
  return false;
}
