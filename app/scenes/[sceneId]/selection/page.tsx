import type { Metadata } from "next";
import { Count } from "#components/ui/count.tsx";
import { getSelectionReport } from "#server/frame/get-selection-report.ts";
import { readPage } from "#server/web/read-page.ts";
import { SelectionWorkspace } from "#components/selection/selection-workspace.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { startPipeline } from "../../../actions.ts";

type Props = { params: Promise<{ sceneId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Selection of ${decodeURIComponent((await params).sceneId)}` };
}

export default async function SelectionPage({ params }: Props) {
  const sceneId = decodeURIComponent((await params).sceneId);
  const report = await readPage((ctx) => getSelectionReport(ctx, sceneId));
  const tried = report.frames.filter(({ detail }) => detail !== null).length;
  return (
    <PageBody>
      <PageHeader
        trail={[
          { href: "/", label: "Overview" },
          { href: `/scenes/${encodeURIComponent(sceneId)}`, label: sceneId },
        ]}
        title="Selection of photos"
      >
        <span className="figures">
          <Count of={report.frames.length} noun="photo" />, {tried} decided on,{" "}
          {report.frames.filter(({ kept }) => kept).length} kept
        </span>
      </PageHeader>
      <SelectionWorkspace report={report} selectAgain={startPipeline} />
    </PageBody>
  );
}
