import type { Metadata } from "next";
import Link from "next/link";
import { getSampleGate } from "#server/gate/get-sample-gate.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { readPage } from "#server/web/read-page.ts";
import { GateDisclosure } from "#components/browse/gate-disclosure.tsx";
import { GateReport } from "#components/browse/gate-report.tsx";
import { NotForReleaseBadge } from "#components/browse/not-for-release-badge.tsx";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { ProvenanceFacts } from "#components/browse/provenance-facts.tsx";
import { RevisionHistory } from "#components/browse/revision-history.tsx";
import { SampleDiscussion } from "#components/browse/sample-discussion.tsx";
import { SampleFacts } from "#components/browse/sample-facts.tsx";
import { StateBadge } from "#components/browse/state-badge.tsx";
import { FindingsList } from "#components/review/findings-list.tsx";
import { GateNote } from "#components/review/gate-note.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import {
  addSampleComment,
  reopenSampleComment,
  resolveSampleComment,
} from "../../comment-actions.ts";
import { lookAtGateOf } from "./actions.ts";

type Props = { params: Promise<{ sampleId: string }> };

export const metadata: Metadata = { title: "Sample" };

export default async function SamplePage({ params }: Props) {
  const sampleId = decodeURIComponent((await params).sampleId);
  const { sample, said } = await readPage(async (ctx) => {
    const sample = await getSample(ctx, sampleId);
    return { sample, said: isKept(sample) ? null : await getSampleGate(ctx, sampleId) };
  });
  const { frame, current, state, gate } = sample;
  const scenePath = `/scenes/${encodeURIComponent(frame.sceneId)}`;
  return (
    <PageBody>
      <PageHeader
        trail={[
          { href: "/samples", label: "Samples" },
          { href: scenePath, label: frame.sceneId },
          {
            href: `${scenePath}/frames/${encodeURIComponent(frame.id)}`,
            label: `Photo ${frame.number}`,
          },
        ]}
        title={current.edit.instruction || current.edit.label}
        aside={
          (state === "queued" || state === "accepted" || state === "rejected") && (
            <ButtonLink href={`/review/${encodeURIComponent(sampleId)}`}>Open in review</ButtonLink>
          )
        }
      >
        <span className="flex flex-wrap items-center gap-2">
          <OperationBadge kind={current.edit.operation.kind} />
          <StateBadge state={state} />
          <NotForReleaseBadge reason={sample.notForRelease} />
          {sample.releases.map((name) => (
            <Link
              key={name}
              href={`/releases/${encodeURIComponent(name)}`}
              className="text-xs underline"
            >
              in release {name}
            </Link>
          ))}
        </span>
      </PageHeader>
      <SampleDiscussion
        sample={sample}
        actions={{
          addComment: addSampleComment,
          resolveComment: resolveSampleComment,
          reopenComment: reopenSampleComment,
        }}
        facts={
          <>
            <Panel title="What it says">
              <SampleFacts sample={sample} />
            </Panel>
            <Panel title="Checks">
              <FindingsList findings={current.findings} />
            </Panel>
            {!said && !isKept(sample) && (
              <Panel title="Gate">
                <GateNote gate={gate} />
              </Panel>
            )}
          </>
        }
      >
        {said && (
          <Panel title="Gate">
            <GateReport said={said} />
          </Panel>
        )}
        {gate && isKept(sample) && (
          <Panel title="Gate">
            <GateDisclosure sampleId={sampleId} gate={gate.gate} look={lookAtGateOf} />
          </Panel>
        )}
        <Panel title="History" flush>
          <RevisionHistory sample={sample} />
        </Panel>
        <Panel title="Provenance">
          <ProvenanceFacts provenance={sample.provenance} />
        </Panel>
      </SampleDiscussion>
    </PageBody>
  );
}

/** Whether what the gate said is kept from people. */
function isKept({ gate }: SampleDetail): boolean {
  return gate !== null && gate.verdict === null;
}
