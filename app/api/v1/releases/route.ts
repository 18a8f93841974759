import { findReleases } from "#server/release/find-releases.ts";
import { answerApi } from "#server/web/answer-route.ts";

/** The frozen versions, the newest first. */
export function GET(request: Request): Promise<Response> {
  return answerApi(request, "studio.read", findReleases);
}
