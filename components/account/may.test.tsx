import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime.js";
import { renderToStaticMarkup } from "react-dom/server";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import type { Permission } from "#core/account/permission.ts";
import { permissionsOf, ruleOf } from "#core/account/permission.ts";
import { Role } from "#core/account/role.ts";
import { DeleteDraftButton } from "#components/draft/delete-draft-button.tsx";
import { NewDraft } from "#components/draft/new-draft.tsx";
import { GuidelineEditor } from "#components/guideline/guideline-editor.tsx";
import { FindingItem } from "#components/preflight/finding-item.tsx";
import { CheckPanel } from "#components/release/check-panel.tsx";
import { DeprecationPanel } from "#components/release/deprecation-panel.tsx";
import { DownloadsPanel } from "#components/release/downloads-panel.tsx";
import { ErrataPanel } from "#components/release/errata-panel.tsx";
import { FreezePanel } from "#components/release/freeze-panel.tsx";
import { RunPanel } from "#components/run/run-panel.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { MayProvider, whoMayText } from "./may.tsx";

const refuse = async () => ({ ok: false, code: "FORBIDDEN", message: "no" }) as const;
const at = new Date(0);
const erratum = { sampleId: "s", imageId: "i", queryId: "0", reason: "wrong", by: "Ada", at };
const preview = {
  composition: {
    samples: 3,
    images: 2,
    operations: { move: 3 },
    scenes: { office: 3 },
    labels: { chair: 3 },
  },
  leftOut: [],
  warnings: [],
  redetections: { found: 0, notFound: 0, notLookedAt: 3 },
};
const previews = {
  accepted: { ...preview, source: "accepted" },
  gated: { ...preview, source: "gated" },
} as const;

const states = [
  ["jsonl", { kind: "none" }],
  ["gltf", { kind: "making", done: 1, total: 2 }],
  ["overlays", { kind: "ready", sizeBytes: 9, sha256: "0", at }],
] as const;

function downloadsPanel(): ReactElement {
  const offered = states.map(([format, state]) => ({ format, state, media: true, isUsual: true }));
  return (
    <DownloadsPanel
      release="v0"
      downloads={{ offered, workersAlive: 1 }}
      counts={[]}
      actions={{ look: refuse, prepare: refuse, cancel: refuse, remove: refuse }}
    />
  );
}

/** What a role sees of a page. */
function seenBy(role: Role, page: ReactElement): string {
  return renderToStaticMarkup(
    <AppRouterContext value={{} as never}>
      <ToastProvider>
        <MayProvider held={[...permissionsOf(role)]}>{page}</MayProvider>
      </ToastProvider>
    </AppRouterContext>,
  );
}

/** Buttons by their words, with the permission that the action behind them asks for. */
const offered: [words: string, Permission, () => ReactElement][] = [
  [
    "Run the pipeline",
    "run.start",
    () => (
      <RunPanel
        run={null}
        gate={null}
        gateChoice={{ server: null, last: { gate: { kind: "rules" }, budgetDollars: null } }}
        workersAlive={1}
        actions={{ start: refuse, pause: refuse, resume: refuse, cancel: refuse }}
        readAt={at}
      />
    ),
  ],
  [
    "Edit",
    "guideline.write",
    () => (
      <GuidelineEditor
        guidelines={{ number: 1, body: "Look.", note: "first", by: "Ada", at: null }}
        newest
        saveGuidelines={refuse}
      />
    ),
  ],
  ["Check stored files", "release.check", () => <CheckPanel name="v0" check={refuse} />],
  [
    "Deprecate",
    "release.annotate",
    () => <DeprecationPanel name="v0" isDeprecated={false} deprecate={refuse} lift={refuse} />,
  ],
  ...(["withdraw", "Record", "Make a patch of 1.0.0"] as const).map(
    (words): [string, Permission, () => ReactElement] => [
      words,
      words.startsWith("Make") ? "release.freeze" : "release.annotate",
      () => (
        <ErrataPanel
          name="v0"
          version="1.0.0"
          sampleIds={["s"]}
          errata={{ errata: [erratum], supersededBy: null }}
          record={refuse}
          withdraw={refuse}
          patch={refuse}
        />
      ),
    ],
  ),
  ["New draft", "draft.write", () => <NewDraft create={refuse} />],
  [
    "Waive…",
    "preflight.waive",
    () => (
      <FindingItem
        finding={{
          code: "collision",
          severity: "blocking",
          rule: null,
          sampleId: "s",
          message: "it stands in a wall",
          foundHash: "0",
          mayBeWaived: true,
          waiver: null,
        }}
        disabled={false}
        onWaive={() => {}}
        onRevoke={() => {}}
      />
    ),
  ],
  ["download?format=jsonl", "release.export", downloadsPanel],
  ["Make ready: JSON lines", "release.prepare", downloadsPanel],
  ["Cancel: glTF", "release.prepare", downloadsPanel],
  ["Remove: Contact sheet", "release.prepare", downloadsPanel],
];

describe.each(offered)("%s", (words, permission, page) => {
  it.each(Role.options)("is offered to %s exactly when they may", (role) => {
    const isSeen = seenBy(role, page())
      .replace(/<h2[^>]*>[^<]*<\/h2>/g, "")
      .includes(words);
    expect(isSeen).toBe(ruleOf(permission).roles.includes(role));
  });
});

it.each(Role.options)("%s is told who may freeze, where they may not", (role) => {
  const page = seenBy(role, <FreezePanel previews={previews} draft={null} freeze={refuse} />);
  const text = "The roles release manager and owner may freeze a release.";
  expect(whoMayText("release.freeze")).toBe(text);
  expect(page.includes(text)).toBe(!ruleOf("release.freeze").roles.includes(role));
});

it.each([
  ["researcher", true, true],
  ["researcher", false, false],
  ["annotator", false, false],
  ["release-manager", false, true],
] as const)("a %s may delete a draft (their own: %s): %s", (role, isOwn, may) => {
  const button = (
    <DeleteDraftButton id="d" version={1} name="draft" isOwn={isOwn} remove={refuse} />
  );
  expect(seenBy(role, button).includes("Delete")).toBe(may);
});
