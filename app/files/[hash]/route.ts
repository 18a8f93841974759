import { stat } from "node:fs/promises";
import { AppError } from "#server/errors.ts";
import { blobPath, blobSize } from "#server/storage.ts";
import { answerRoute } from "#server/web/answer-route.ts";
import { contentTypeOf, plainTextType } from "#server/web/content-type.ts";
import { fileStream, thumbnailPath, thumbnailWidth } from "#server/web/thumbnail.ts";

/** A stored file under its content hash; pictures also in the offered widths (`?w=320`), texts also to read (`?as=text`). */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ hash: string }> },
): Promise<Response> {
  return answerRoute(request, "studio.read", async () => {
    const { hash } = await params;
    if ((await blobSize(hash)) === null)
      throw new AppError("NOT_FOUND", `no stored file with hash ${hash}`);
    const { searchParams } = new URL(request.url);
    if (searchParams.get("as") === "text")
      return answer(blobPath(hash), await plainTextType(blobPath(hash)));
    const type = await contentTypeOf(blobPath(hash));
    const asked = searchParams.get("w");
    if (asked === null) return answer(blobPath(hash), type);
    const width = thumbnailWidth(asked);
    if (!width || !type.startsWith("image/"))
      throw new AppError("INVALID", "this file is not offered in that width");
    return answer(await thumbnailPath(hash, width), "image/webp");
  });
}

/** Content-addressed, so it never changes. */
async function answer(path: string, type: string): Promise<Response> {
  return new Response(fileStream(path), {
    headers: {
      "Content-Type": type,
      "Content-Length": String((await stat(path)).size),
      "Cache-Control": "private, max-age=31536000, immutable",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}
