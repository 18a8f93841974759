import { Download, GitCompare } from "lucide-react";
import type { Metadata } from "next";
import * as z from "zod";
import { findDownloads } from "#server/release/find-downloads.ts";
import { getImportedRelease } from "#server/release/get-imported-release.ts";
import { getReleaseErrata } from "#server/release/get-release-errata.ts";
import { showRelease } from "#server/release/show-release.ts";
import { readPage } from "#server/web/read-page.ts";
import { May } from "#components/account/may.tsx";
import { CheckPanel } from "#components/release/check-panel.tsx";
import { compareHref } from "#components/release/compare-href.ts";
import { CompositionBars } from "#components/release/composition-bars.tsx";
import { DownloadsPanel } from "#components/release/downloads-panel.tsx";
import { DeprecationPanel } from "#components/release/deprecation-panel.tsx";
import { EditionPanels } from "#components/release/edition-panels.tsx";
import { ErrataPanel } from "#components/release/errata-panel.tsx";
import { FileList } from "#components/release/file-list.tsx";
import { LeftOutList } from "#components/release/left-out-list.tsx";
import { ProvenanceList } from "#components/release/provenance-list.tsx";
import { ReleaseFacts } from "#components/release/release-facts.tsx";
import { ReleaseItems } from "#components/release/release-items.tsx";
import { ReleaseNotices } from "#components/release/release-notices.tsx";
import { WaiverList } from "#components/release/waiver-list.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Count } from "#components/ui/count.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ImportedReleaseBody } from "./imported-release.tsx";
import {
  cancelDownload,
  checkStored,
  deprecate,
  lift,
  lookAtDownloads,
  patch,
  prepareDownload,
  removeDownload,
  removeErratum,
  saveErratum,
} from "../actions.ts";

type Props = {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PageNumber = z.coerce.number().int().min(1).catch(1);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Release ${decodeURIComponent((await params).name)}` };
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const name = decodeURIComponent((await params).name);
  const { imported } = await readPage(async (ctx) => ({
    imported: await getImportedRelease(ctx, name),
  }));
  if (imported) {
    const page = PageNumber.parse((await searchParams)["page"]);
    return <ImportedReleaseBody release={imported} page={page} />;
  }
  const [release, errata, downloads] = await readPage((ctx) =>
    Promise.all([
      showRelease(ctx, name),
      getReleaseErrata(ctx, name),
      findDownloads(ctx, { name }),
    ]),
  );
  const { samples, leftOut } = release;
  const { counts, edition, merkleRoot, waivers = [] } = release.summary;
  const areKeptBack = release.keptBack.length > 0;
  const zip = `/releases/${encodeURIComponent(name)}/download`;
  return (
    <PageBody>
      <PageHeader
        trail={[{ href: "/releases", label: "Releases" }]}
        title={release.name}
        aside={
          <>
            <ButtonLink href={compareHref({ a: name })}>
              <GitCompare className="size-4" aria-hidden />
              Compare with…
            </ButtonLink>
            <May do="release.export">
              <a href={zip} download className={buttonClass({ look: "primary" })}>
                <Download className="size-4" aria-hidden />
                {areKeptBack ? "Download without photos" : "Download zip"}
              </a>
            </May>
          </>
        }
      >
        <span className="figures">
          <Count of={release.sampleCount} noun="sample" />
        </span>
        , frozen by {release.by}, <RelativeTime at={release.createdAt} />
      </PageHeader>
      <ReleaseNotices deprecation={release.deprecation} supersededBy={errata.supersededBy} />
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <EditionPanels edition={edition} />
          <Panel title="Samples" flush>
            <ReleaseItems samples={samples} />
            {samples.length < counts.samples && (
              <p className="figures border-t border-line px-4 py-2 text-xs text-soft">
                The first {samples.length} of {counts.samples}. The manifest of an export lists all.
              </p>
            )}
          </Panel>
          <Panel title="Files" flush>
            <FileList files={release.files} count={counts.files} merkleRoot={merkleRoot} />
          </Panel>
        </div>
        <div className="flex flex-col gap-4">
          <DownloadsPanel
            release={name}
            downloads={downloads}
            counts={release.downloads}
            actions={{
              look: lookAtDownloads,
              prepare: prepareDownload,
              cancel: cancelDownload,
              remove: removeDownload,
            }}
          />
          <Panel title="Manifest">
            <ReleaseFacts release={release} />
          </Panel>
          <ErrataPanel
            name={name}
            version={release.version}
            sampleIds={samples.map(({ sampleId }) => sampleId)}
            errata={errata}
            record={saveErratum}
            withdraw={removeErratum}
            patch={patch}
          />
          <Panel title="Composition">
            <CompositionBars composition={release.composition} />
          </Panel>
          {counts.leftOut > 0 && (
            <Panel title={`${counts.leftOut} left out`}>
              <LeftOutList leftOut={leftOut} />
              {leftOut.length < counts.leftOut && (
                <p className="figures mt-2 text-xs text-soft">The first {leftOut.length}.</p>
              )}
            </Panel>
          )}
          {waivers.length > 0 && (
            <Panel title={`${waivers.length} waived`}>
              <WaiverList waivers={waivers} />
            </Panel>
          )}
          <Panel title="Provenance">
            <ProvenanceList ways={release.ways} />
          </Panel>
          <CheckPanel name={release.name} check={checkStored} />
          <DeprecationPanel
            name={name}
            isDeprecated={release.deprecation !== null}
            deprecate={deprecate}
            lift={lift}
          />
        </div>
      </div>
    </PageBody>
  );
}
