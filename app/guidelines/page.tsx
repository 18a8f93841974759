import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod";
import {
  getGuidelines,
  getGuidelineVersion,
  listGuidelineVersions,
} from "#server/guideline/get-guidelines.ts";
import { readPage } from "#server/web/read-page.ts";
import { GuidelineEditor } from "#components/guideline/guideline-editor.tsx";
import { LineChanges } from "#components/guideline/line-changes.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { saveNewGuidelines } from "./actions.ts";

export const metadata: Metadata = { title: "Guidelines" };

const Version = z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined);

export default async function GuidelinesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const wanted = Version.parse((await searchParams)["version"]);
  const { shown, before, versions } = await readPage(async (ctx) => {
    const shown = await (wanted === undefined
      ? getGuidelines(ctx)
      : getGuidelineVersion(ctx, wanted));
    return {
      shown,
      before: shown.number > 0 ? await getGuidelineVersion(ctx, shown.number - 1) : null,
      versions: await listGuidelineVersions(ctx),
    };
  });
  return (
    <PageBody>
      <PageHeader title="Guidelines">
        What reviewers go by. Old versions stay as they were.
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <GuidelineEditor
            key={shown.number}
            guidelines={shown}
            newest={shown.number === versions[0]?.number}
            saveGuidelines={saveNewGuidelines}
          />
          {before && (
            <Panel title={`What changed since version ${before.number}`} flush>
              <div className="py-2">
                <LineChanges from={before.body} to={shown.body} />
              </div>
            </Panel>
          )}
        </div>
        <Panel title="Versions" flush>
          <ol className="divide-y divide-line">
            {versions.map(({ number, note, by, at }, index) => (
              <li key={number} className="px-4 py-2.5 text-xs">
                <p className="flex flex-wrap items-center gap-x-2">
                  <Link
                    href={`/guidelines?version=${number}`}
                    aria-current={number === shown.number ? "true" : undefined}
                    className="figures rounded-sm font-semibold underline underline-offset-2 aria-[current]:no-underline"
                  >
                    Version {number}
                  </Link>
                  {index === 0 && <Badge tone="good">counts</Badge>}
                </p>
                <p className="mt-0.5 break-words">{note}</p>
                <p className="mt-0.5 text-2xs text-soft">
                  {by}
                  {at && (
                    <>
                      , <RelativeTime at={at} />
                    </>
                  )}
                </p>
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </PageBody>
  );
}
