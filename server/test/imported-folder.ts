import type { Context } from "../context.ts";
import type { ImportResult } from "../scene/import-root.ts";
import { importRoot } from "../scene/import-root.ts";
import { inRollback } from "./in-rollback.ts";
import type { PhotosFixture } from "./photos-fixture.ts";
import { withFolder } from "./photos-fixture.ts";

/** For a source's tests: each gets a good folder, spoils it if it wants to, and looks at what its import gives. */
export function importedFolder(fill: (folder: PhotosFixture) => Promise<void>) {
  return (
    test: (ctx: Context, result: ImportResult) => Promise<void>,
    spoil: (folder: PhotosFixture) => Promise<void> = async () => {},
  ): Promise<void> =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await fill(folder);
        await spoil(folder);
        await test(ctx, await importRoot(ctx, { root: folder.root }));
      }),
    );
}
