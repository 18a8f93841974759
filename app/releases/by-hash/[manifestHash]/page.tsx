import { permanentRedirect } from "next/navigation";
import { findReleaseByHash } from "#server/release/find-release-by-hash.ts";
import { readPage } from "#server/web/read-page.ts";

/** A link that names a release by its content: to the page of the release with this manifest. */
export default async function ReleaseByHashPage({
  params,
}: {
  params: Promise<{ manifestHash: string }>;
}) {
  const { manifestHash } = await params;
  const name = await readPage((ctx) => findReleaseByHash(ctx, manifestHash));
  permanentRedirect(`/releases/${encodeURIComponent(name)}`);
}
