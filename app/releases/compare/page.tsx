import { GitCompare } from "lucide-react";
import type { Metadata } from "next";
import * as z from "zod";
import {
  CompareStoredReleasesInput,
  compareStoredReleases,
} from "#server/release/compare-stored-releases.ts";
import { findReleases } from "#server/release/find-releases.ts";
import { readPage } from "#server/web/read-page.ts";
import { ComparePicker } from "#components/release/compare-picker.tsx";
import { ReleaseDifferences } from "#components/release/release-differences.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Compare releases" };

const Name = z.string().optional().catch(undefined);

export default async function CompareReleasesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const params = await searchParams;
  const [a, b] = [Name.parse(params["a"]), Name.parse(params["b"])];
  const showsAll = params["all"] !== undefined;
  const asked = CompareStoredReleasesInput.safeParse({ a, b });
  const [releases, comparison] = await readPage((ctx) =>
    Promise.all([
      findReleases(ctx),
      asked.success ? compareStoredReleases(ctx, asked.data) : undefined,
    ]),
  );
  return (
    <PageBody>
      <PageHeader trail={[{ href: "/releases", label: "Releases" }]} title="Compare releases">
        What the second says differently from the first. How a sample was made is not compared.
      </PageHeader>
      <div className="mb-4">
        <ComparePicker
          key={`${a} ${b}`}
          names={releases.map(({ name }) => name)}
          chosen={{ a, b }}
        />
      </div>
      {asked.success && comparison ? (
        <ReleaseDifferences names={asked.data} comparison={comparison} showsAll={showsAll} />
      ) : (
        <EmptyState icon={<GitCompare />} title="Two releases are needed">
          {releases.length < 2
            ? "There are not two frozen releases yet."
            : "Choose the one to start from and the one to compare with it."}
        </EmptyState>
      )}
    </PageBody>
  );
}
