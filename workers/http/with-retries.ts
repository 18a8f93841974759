import { setTimeout as sleep } from "node:timers/promises";
import { ServiceFault } from "./service-fault.ts";

/** How often to ask, and how long to wait in between. */
export type Retries = {
  /** The first time included. */
  readonly tries: number;
  /** Before the second try; doubled for each further one. */
  readonly firstWaitMs: number;
  readonly waitMaxMs: number;
  /** A service that wants to be left alone for longer is given up. */
  readonly retryAfterMaxMs: number;
  /** 0 to 1, takes up to half of a wait off, so that many who failed together do not come back together. */
  readonly jitter: () => number;
};

/** Does work until it succeeds, fails for good or was tried often enough; then its last fault is thrown. */
export async function withRetries<Result>(
  { tries, firstWaitMs, waitMaxMs, retryAfterMaxMs, jitter }: Retries,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceFault) || !error.retryable) throw error;
      const asked = error.retryAfterMs ?? 0;
      if (tried >= tries || asked > retryAfterMaxMs) {
        const times = tried === 1 ? "once" : `${tried} times`;
        throw new ServiceFault(`${error.message} (tried ${times})`, false);
      }
      const wait = Math.min(waitMaxMs, firstWaitMs * 2 ** (tried - 1)) * (1 - jitter() / 2);
      await sleep(Math.max(asked, wait), undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  }
}
