import { localContext } from "#server/context.ts";
import { getFrameDepth } from "#server/frame/get-frame-depth.ts";
import { routeError } from "#server/web/route-error.ts";

/** The sensor depth of a photo, small; without content where there is none. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ frameId: string }> },
): Promise<Response> {
  try {
    const bytes = await getFrameDepth(await localContext(), (await params).frameId);
    if (!bytes) return new Response(null, { status: 204, headers: kept });
    return new Response(bytes, {
      headers: { ...kept, "Content-Type": "application/octet-stream" },
    });
  } catch (error) {
    return routeError(error);
  }
}

/** Not for good, unlike stored files: the scan may be imported anew. */
const kept = {
  "Cache-Control": "private, max-age=600",
  "Cross-Origin-Resource-Policy": "same-origin",
};
