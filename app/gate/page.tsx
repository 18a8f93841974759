import type { Metadata } from "next";
import { findDisagreements } from "#server/gate/find-disagreements.ts";
import { findGateWordings } from "#server/gate/find-gate-wordings.ts";
import { findGates } from "#server/gate/find-gates.ts";
import { GateFilter } from "#server/gate/gate-filter.ts";
import { getGateReport } from "#server/gate/get-gate-report.ts";
import { findSceneIds } from "#server/scene/find-scene-ids.ts";
import { readPage } from "#server/web/read-page.ts";
import { GateAccountability } from "#components/gate/gate-accountability.tsx";
import { GatePicker } from "#components/gate/gate-picker.tsx";
import { gateQuery, gateQueryFrom } from "#components/gate/gate-query.ts";
import { NoVerdicts } from "#components/gate/no-verdicts.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";

export const metadata: Metadata = { title: "Gate" };

export default async function GatePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = gateQueryFrom(await searchParams);
  const [gates, sceneIds] = await readPage(
    (ctx) => Promise.all([findGates(ctx), findSceneIds(ctx)]),
    "gate.read",
  );
  const gate = asked.gate ?? gates[0]?.gate;
  if (gate === undefined) return <NoVerdicts />;
  const query = { ...asked, gate };
  const filter = GateFilter.safeParse({
    gate,
    runId: query.run,
    sceneId: query.scene,
    operation: query.operation,
  });
  const found = await readPage(
    async (ctx) =>
      filter.success
        ? Promise.all([
            getGateReport(ctx, filter.data),
            findDisagreements(ctx, filter.data),
            findGateWordings(ctx, filter.data),
          ])
        : null,
    "gate.read",
  );
  const [report, disagreements, wordings] = found;
  return (
    <PageBody>
      <PageHeader
        title="Gate"
        aside={
          <GatePicker gates={gates.map((one) => one.gate)} sceneIds={sceneIds} query={query} />
        }
      >
        {gate === "rules"
          ? "The rules against what people decide. People see nothing that the rules drop, so what those lose is not known; of what a model drops, a share comes to them unmarked (docs/gate.md)."
          : `How good ${gate} is, held against what people decide.`}
      </PageHeader>
      <GateAccountability
        key={gateQuery(query)}
        report={report}
        disagreements={disagreements}
        wordings={wordings}
      />
    </PageBody>
  );
}
