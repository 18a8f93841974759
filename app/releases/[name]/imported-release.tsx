import { GitCompare } from "lucide-react";
import type { ImportedRelease } from "#server/release/get-imported-release.ts";
import { merkleRootOf } from "#server/release/merkle-root-of.ts";
import { compareHref } from "#components/release/compare-href.ts";
import { DeprecationPanel } from "#components/release/deprecation-panel.tsx";
import { FileList } from "#components/release/file-list.tsx";
import { ImportedFacts } from "#components/release/imported-facts.tsx";
import { ImportedSamples } from "#components/release/imported-samples.tsx";
import { ReleaseNotices } from "#components/release/release-notices.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { deprecate, lift } from "../actions.ts";

const filesShown = 500;

/** A data set that was made elsewhere: browsed, with what the rules say of it. */
export function ImportedReleaseBody({ release, page }: { release: ImportedRelease; page: number }) {
  const { name, dataset } = release;
  return (
    <PageBody>
      <PageHeader
        trail={[{ href: "/releases", label: "Releases" }]}
        title={name}
        aside={
          <ButtonLink href={compareHref({ a: name })}>
            <GitCompare className="size-4" aria-hidden />
            Compare with…
          </ButtonLink>
        }
      >
        <Badge>made elsewhere</Badge> imported by {release.by},{" "}
        <RelativeTime at={release.createdAt} />
      </PageHeader>
      <ReleaseNotices deprecation={release.deprecation} supersededBy={null} />
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Samples" flush>
            <ImportedSamples
              dataset={dataset}
              page={page}
              hrefOf={(to) => `/releases/${encodeURIComponent(name)}?page=${to}`}
            />
          </Panel>
          <Panel title="Files" flush>
            <FileList
              files={dataset.files.slice(0, filesShown)}
              count={dataset.files.length}
              merkleRoot={merkleRootOf(dataset.files)}
            />
          </Panel>
        </div>
        <div className="flex flex-col gap-4">
          <ImportedFacts release={release} />
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
