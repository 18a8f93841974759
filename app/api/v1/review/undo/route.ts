import { UndoVerdictInput, undoVerdict } from "#server/review/undo-verdict.ts";
import { answerApi, readJsonBody } from "#server/web/answer-route.ts";

/** Takes back the caller's own verdict, the latest where none is named. */
export function POST(request: Request): Promise<Response> {
  return answerApi(request, "review.undo", async (ctx) =>
    undoVerdict(ctx, await readJsonBody(request, UndoVerdictInput)),
  );
}
