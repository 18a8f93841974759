import { ClipboardCheck } from "lucide-react";
import type { Metadata } from "next";
import { getDraft } from "#server/draft/get-draft.ts";
import { findSamplesById } from "#server/sample/find-samples.ts";
import { readPage } from "#server/web/read-page.ts";
import { DeleteDraftButton } from "#components/draft/delete-draft-button.tsx";
import { DraftWorkspace } from "#components/draft/draft-workspace.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { deleteOneDraft, saveDraft } from "../../actions.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Draft of a release" };

export default async function DraftPage({ params }: Props) {
  const id = decodeURIComponent((await params).id);
  const { draft, isOwn, picked, excluded } = await readPage(async (ctx) => {
    const found = await getDraft(ctx, id);
    return {
      draft: found,
      isOwn: found.createdBy === ctx.actor.id,
      picked: await findSamplesById(ctx, found.pick.ids),
      excluded: await findSamplesById(ctx, found.spec.excluded),
    };
  });
  return (
    <PageBody>
      <PageHeader
        trail={[{ href: "/releases", label: "Releases" }]}
        title={draft.name}
        aside={
          <>
            <ButtonLink
              size="sm"
              href={`/releases/drafts/${encodeURIComponent(draft.id)}/preflight`}
            >
              <ClipboardCheck className="size-3.5" aria-hidden />
              Preflight
            </ButtonLink>
            <DeleteDraftButton
              id={draft.id}
              version={draft.version}
              name={draft.name}
              isOwn={isOwn}
              remove={deleteOneDraft}
            />
          </>
        }
      >
        Draft by {draft.by}, changed <RelativeTime at={draft.updatedAt} />. Nothing is frozen yet.
      </PageHeader>
      <DraftWorkspace
        key={draft.id}
        draft={draft}
        picked={picked}
        excluded={excluded}
        isOwn={isOwn}
        save={saveDraft}
      />
    </PageBody>
  );
}
