import { Download, GitCompare } from "lucide-react";
import type { Metadata } from "next";
import { showRelease } from "#server/release/show-release.ts";
import { readPage } from "#server/web/read-page.ts";
import { CheckPanel } from "#components/release/check-panel.tsx";
import { compareHref } from "#components/release/compare-href.ts";
import { CompositionBars } from "#components/release/composition-bars.tsx";
import { LeftOutList } from "#components/release/left-out-list.tsx";
import { OtherFormats } from "#components/release/other-formats.tsx";
import { ReleaseFacts } from "#components/release/release-facts.tsx";
import { ReleaseItems } from "#components/release/release-items.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Count } from "#components/ui/count.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { checkStored } from "../actions.ts";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Release ${decodeURIComponent((await params).name)}` };
}

export default async function ReleasePage({ params }: Props) {
  const name = decodeURIComponent((await params).name);
  const release = await readPage((ctx) => showRelease(ctx, name));
  const { samples, leftOut } = release;
  const { counts } = release.summary;
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
            <a
              href={`/releases/${encodeURIComponent(name)}/download`}
              download
              className={buttonClass({ look: "primary" })}
            >
              <Download className="size-4" aria-hidden />
              Download zip
            </a>
          </>
        }
      >
        <span className="figures">
          <Count of={release.sampleCount} noun="sample" />
        </span>
        , frozen by {release.by}, <RelativeTime at={release.createdAt} />
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <Panel title="Samples" flush>
          <ReleaseItems samples={samples} />
          {samples.length < counts.samples && (
            <p className="figures border-t border-line px-4 py-2 text-xs text-soft">
              The first {samples.length} of {counts.samples}. The manifest of an export lists all.
            </p>
          )}
        </Panel>
        <div className="flex flex-col gap-4">
          <Panel title="Manifest">
            <ReleaseFacts release={release} />
          </Panel>
          <OtherFormats release={release.name} />
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
          <CheckPanel name={release.name} check={checkStored} />
        </div>
      </div>
    </PageBody>
  );
}
