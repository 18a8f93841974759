import type { HttpAnswer } from "./http-exchange.ts";
import { ServiceFault } from "./service-fault.ts";

const quotedLength = 120;
const passingStatus = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether a status is one that may be gone when asked again. */
export function isPassing(status: number): boolean {
  return passingStatus.has(status);
}

/** How long a service asks to be left alone, in milliseconds; null where it does not say. */
export function waitAsked({ headers }: HttpAnswer): number | null {
  const header = headers["retry-after"];
  if (!header) return null;
  const wait = /^\d+(\.\d+)?$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

/** The media type of an answer, lower case, without parameters; "nothing" where none is said. */
export function mediaTypeOf({ headers }: HttpAnswer): string {
  return (headers["content-type"] ?? "nothing").split(";")[0]!.trim().toLowerCase();
}

/** Throws for a redirect: it is not followed, as the secret would go along. `remedy`: what to do. */
export function refuseRedirect({ status, headers }: HttpAnswer, remedy: string): void {
  if (status < 300 || status >= 400) return;
  throw new ServiceFault(
    `a redirect to ${headers.location ?? "nowhere"}, which is not followed: ${remedy}`,
    false,
  );
}

/** The first words of an answer as a person would read them: without tags, on one line. */
export function firstWords({ body }: HttpAnswer): string {
  return body
    .subarray(0, 4096)
    .toString("utf8")
    .replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, quotedLength);
}
