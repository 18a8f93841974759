import { renderToStaticMarkup } from "react-dom/server";
import type { ReactElement } from "react";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { point } from "#core/geometry/space.ts";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import { emptyImportReport, refuse } from "#core/scene/import-report.ts";
import type { SampleRevision } from "#server/sample/get-sample.ts";
import { AuditList } from "#components/audit/audit-list.tsx";
import { DraftTable } from "#components/draft/draft-table.tsx";
import { ImportReportPanel } from "#components/scene/import-report-panel.tsx";
import { RevisionHistory } from "./revision-history.tsx";
import { SampleCard } from "./sample-card.tsx";

const payloads = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  `"><svg onload=alert(1)>`,
  "'><iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "</title><script>alert(1)</script>",
  "javascript:alert(1)//<a href=x>",
];
const at = new Date("2026-01-01T00:00:00Z");

/** Everything that people and scans bring in as text, on the components that show it. */
const shown: Record<string, (text: string) => ReactElement> = {
  "label, instruction and scene of a sample": (text) => (
    <SampleCard
      sample={{
        id: text,
        frameId: text,
        sceneId: text,
        number: 1,
        state: "queued",
        operation: "move",
        label: text,
        instruction: text,
        beforeHash: null,
        openComments: 0,
        afterHash: null,
        notForRelease: text,
      }}
    />
  ),
  "names, notes and changed words of a history": (text) => {
    const [first, second] = [revisionOf(1, "words"), revisionOf(2, text)];
    const sample = {
      revisions: [first, second],
      current: second,
      verdicts: [
        {
          id: "verdict",
          kind: "accept",
          reason: null,
          note: text,
          by: text,
          revision: 2,
          at,
          undoneAt: null,
        },
      ],
    };
    return (
      <RevisionHistory
        sample={sample as unknown as Parameters<typeof RevisionHistory>[0]["sample"]}
      />
    );
  },
  "names and values in the audit log": (text) => (
    <AuditList
      lines={[
        {
          number: "1",
          at,
          by: text,
          action: "draft.update",
          subjectId: text,
          subjectName: text,
          before: { name: text },
          after: { name: text, note: text },
        },
      ]}
    />
  ),
  "name of a draft and of who made it": (text) => (
    <DraftTable
      drafts={[
        {
          id: text,
          name: text,
          spec: DraftSpec.parse({}),
          version: 1,
          by: text,
          createdBy: text,
          updatedAt: at,
        },
      ]}
    />
  ),
  "file names and reasons of an import": (text) => {
    const report = emptyImportReport();
    refuse(report, text, text);
    report.warnings.push(text);
    return <ImportReportPanel report={report} />;
  },
};

test.each(Object.entries(shown))("%s stay text whatever they hold", (_, show) => {
  const plain = tagsOf(renderToStaticMarkup(show("plain")));
  for (const payload of payloads) {
    const markup = renderToStaticMarkup(show(payload));
    // What was stored is all there, as text, and adds neither an element nor an attribute.
    expect(textOf(markup)).toContain(payload);
    expect(tagsOf(markup)).toEqual(plain);
    expect(markup).not.toMatch(/(?:href|src)="\s*javascript:/i);
  }
});

function revisionOf(number: number, instruction: string): SampleRevision {
  const box = orientedBox(point<"Camera">(0, 0, 3), [1, 1, 1], [0, 0, 0, 1]);
  return {
    id: `r${number}`,
    number,
    by: instruction,
    byMachine: false,
    at,
    edit: {
      targetId: instruction,
      label: instruction,
      operation: { kind: "move", direction: "left", distanceMeters: 1 },
      sourceBox: box,
      targetBox: box,
      instruction,
    },
    findings: [],
    beforeHash: null,
    afterHash: null,
    redetection: null,
  };
}

/** The elements of a page with the names of their attributes. */
function tagsOf(markup: string): string[] {
  return [...markup.matchAll(/<(\/?[a-z0-9]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name, attributes = ""]) =>
      [name, ...[...attributes.matchAll(/([\w:-]+)(?:="[^"]*")?/g)].map(([, key]) => key)].join(
        " ",
      ),
  );
}

/** What a reader sees of markup. */
function textOf(markup: string): string {
  const entities: Record<string, string> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#x27;": "'",
    "&amp;": "&",
  };
  return markup
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&[#\w]+;/g, (name) => entities[name] ?? name);
}
