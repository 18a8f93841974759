import type { ActionResult } from "#server/web/action.ts";

/** Asks somebody to sign in again; true once they have. */
export type AskToSignIn = () => Promise<boolean>;

/** Calls the server; when the session is over, asks to sign in and calls again with the same request. */
export async function retrySignedIn<T>(
  call: () => Promise<ActionResult<T>>,
  ask: AskToSignIn,
): Promise<ActionResult<T>> {
  const answer = await call();
  if (answer.ok || answer.code !== "UNAUTHENTICATED") return answer;
  return (await ask()) ? call() : answer;
}
