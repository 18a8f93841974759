"use client";

import { ExternalLink, RotateCcw } from "lucide-react";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import type { Disagreement } from "#core/instruction/instruction-agreement.ts";
import type { Finding } from "#core/plausibility/finding.ts";
import { Button } from "#components/ui/button.tsx";
import { NotForReleaseBadge } from "#components/browse/not-for-release-badge.tsx";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { AmountField } from "./amount-field.tsx";
import { BoxEditor, SubjectSwitch } from "./box-editor.tsx";
import { useBoxEditing, useBoxSubject } from "./box-editing.ts";
import type { CommandId } from "./commands.ts";
import { boxOf, withBox, withOperation } from "./edit-change.ts";
import { FindingsList } from "./findings-list.tsx";
import { GateNote } from "./gate-note.tsx";
import { InstructionEditor } from "./instruction-editor.tsx";
import { OperationEditor } from "./operation-editor.tsx";
import type { Review } from "./use-review.ts";
import type { Wording } from "./wordings.ts";

/** The edit in words and numbers, what the checks and the gate say, and the way back to the proposal. */
export function EditPanel({
  review,
  findings,
  disagreements,
  wordings,
  instruction,
  onReword,
  onCommand,
}: {
  review: Review;
  findings: readonly Finding[];
  disagreements: readonly Disagreement[];
  wordings: readonly Wording[];
  instruction: RefObject<HTMLTextAreaElement | null>;
  onReword: () => void;
  onCommand: (id: CommandId) => void;
}) {
  const { sample, edit, proposal, editable, change } = review;
  const { scene } = sample;
  const disabled = !editable;
  const chosen = useBoxSubject(sample.id);
  const chooseSubject = useBoxEditing((state) => state.chooseSubject);
  const hasTarget = boxOf(edit, "target") !== null;
  const subject = hasTarget ? chosen : "source";
  const failed = findings.filter((finding) => !finding.passed).length;
  return (
    <aside aria-label="Edit" className="min-h-0 overflow-y-auto bg-surface">
      <Block>
        <div className="flex items-center gap-2">
          <OperationBadge kind={edit.operation.kind} />
          <span className="min-w-0 flex-1 truncate text-base font-semibold" title={edit.label}>
            {edit.label}
          </span>
        </div>
        <NotForReleaseBadge reason={sample.notForRelease} />
        <p className="mt-0.5 mb-2">
          <Link
            href={`/samples/${encodeURIComponent(sample.id)}`}
            // Few go there, and every sample's page would be made while its photo is waited for.
            prefetch={false}
            className="figures inline-flex items-center gap-1 rounded-sm text-2xs text-soft hover:text-ink hover:underline"
          >
            {sample.frame.sceneId}, photo {sample.frame.number}, sample {sample.number}
            <ExternalLink className="size-3" aria-hidden />
            <span className="sr-only">: everything about it</span>
          </Link>
        </p>
        <InstructionEditor
          ref={instruction}
          text={edit.instruction}
          proposal={proposal.instruction}
          wordings={wordings}
          disagreements={disagreements}
          disabled={disabled}
          onChange={(text) => change({ ...edit, instruction: text }, "instruction")}
          onReword={onReword}
        />
      </Block>
      <Block
        title="Operation"
        aside={
          <Button
            look="ghost"
            size="sm"
            disabled={disabled || !review.changed}
            onClick={() => change(proposal)}
            title="Everything as the machine proposed it"
          >
            <RotateCcw className="size-3.5" aria-hidden />
            Reset to proposal
          </Button>
        }
      >
        <OperationEditor
          scene={scene}
          targetId={edit.targetId}
          operation={edit.operation}
          disabled={disabled}
          onChange={(operation, tag) => change(withOperation(scene, edit, operation), tag)}
        />
        <AmountField
          operation={edit.operation}
          disabled={disabled}
          onChange={(operation) => change(withOperation(scene, edit, operation))}
        />
        <label className="mt-1.5 flex h-7 items-center rounded-md border border-field focus-within:outline-2 focus-within:outline-accent has-disabled:opacity-55">
          <span className="pl-2 text-2xs text-soft">label</span>
          <input
            value={edit.label}
            disabled={disabled}
            maxLength={80}
            onChange={(event) => change({ ...edit, label: event.target.value }, "label")}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
            }}
            className="h-full min-w-0 flex-1 bg-transparent px-2 text-xs font-medium outline-none"
          />
        </label>
      </Block>
      <Block>
        <div className="-ml-1 mb-1.5 flex items-center justify-between gap-2">
          <SubjectSwitch
            subject={subject}
            hasTarget={hasTarget}
            onChoose={(wanted) => chooseSubject(sample.id, wanted)}
          />
          <span className="caption">camera frame</span>
        </div>
        <BoxEditor
          scene={scene}
          box={boxOf(edit, subject)!}
          subject={subject}
          disabled={disabled}
          onChange={(box, tag) => change(withBox(scene, edit, subject, box), tag)}
          onCommand={onCommand}
        />
      </Block>
      <Block
        title="Checks"
        aside={
          <span className="caption figures">
            {failed === 0 ? `all ${findings.length} pass` : `${failed} of ${findings.length} fail`}
          </span>
        }
      >
        <FindingsList findings={findings} />
      </Block>
      <Block title="Gate">
        <GateNote gate={sample.gate} changed={review.changed} />
      </Block>
    </aside>
  );
}

function Block({
  title,
  aside,
  children,
}: {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="border-b border-line px-3 py-2.5 last:border-b-0">
      {title && (
        <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
          <h2 className="text-xs font-semibold">{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
