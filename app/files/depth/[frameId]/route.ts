import { getFrameDepth } from "#server/frame/get-frame-depth.ts";
import { answerRoute } from "#server/web/answer-route.ts";

/** The sensor depth of a photo, small; without content where there is none. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ frameId: string }> },
): Promise<Response> {
  return answerRoute(request, "studio.read", async (ctx) => {
    const bytes = await getFrameDepth(ctx, (await params).frameId);
    if (!bytes) return new Response(null, { status: 204, headers: kept });
    return new Response(bytes, {
      headers: { ...kept, "Content-Type": "application/octet-stream" },
    });
  });
}

/** Not for good, unlike stored files: the scan may be imported anew. */
const kept = {
  "Cache-Control": "private, max-age=600",
  "Cross-Origin-Resource-Policy": "same-origin",
};
