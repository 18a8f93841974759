import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod";
import { findSceneIds } from "#server/scene/find-scene-ids.ts";
import { SampleFilter, findSamples } from "#server/sample/find-samples.ts";
import { readPage } from "#server/web/read-page.ts";
import { FilterBar } from "#components/browse/filter-bar.tsx";
import { filterFrom, filterQuery } from "#components/browse/filter-query.ts";
import { SampleWall } from "#components/browse/sample-wall.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Samples" };

export default async function SamplesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const params = await searchParams;
  const filter = filterFrom(params);
  const cursor = z.string().optional().catch(undefined).parse(params["cursor"]);
  const { scene: sceneId, ...narrowed } = filter;
  const wanted = SampleFilter.safeParse({ ...narrowed, sceneId, cursor });
  const [page, sceneIds] = await readPage((ctx) =>
    Promise.all([
      wanted.success ? findSamples(ctx, wanted.data) : { items: [], nextCursor: null },
      findSceneIds(ctx),
    ]),
  );
  return (
    <PageBody>
      <PageHeader title="Samples" />
      <div className="mb-4">
        <FilterBar key={filterQuery(filter)} filter={filter} sceneIds={sceneIds} />
      </div>
      {page.items.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No samples"
          action={<ButtonLink href="/samples">Show all</ButtonLink>}
        >
          {wanted.success
            ? "Nothing fits these filters, or the pipeline has not proposed anything yet."
            : "The address asks for something that does not exist."}
        </EmptyState>
      ) : (
        <SampleWall samples={page.items} />
      )}
      <nav aria-label="Pages" className="mt-6 flex justify-center gap-2">
        {cursor && (
          <Link href={`/samples${filterQuery(filter)}`} className={buttonClass({})}>
            First page
          </Link>
        )}
        {page.nextCursor && (
          <Link
            href={`/samples${filterQuery(filter, page.nextCursor)}`}
            className={buttonClass({})}
          >
            Next page
          </Link>
        )}
      </nav>
    </PageBody>
  );
}
