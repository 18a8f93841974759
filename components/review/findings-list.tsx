"use client";

import { Check, OctagonX, TriangleAlert } from "lucide-react";
import type { Finding } from "#core/plausibility/finding.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { classNames } from "#components/ui/class-names.ts";
import { checkText } from "./check-text.ts";
import { figureText } from "./figure-text.ts";

const order = { hard: 0, soft: 1, passed: 2 };

/** What the checks say about the edit as it is now; the worst first. Pointing at one shows the objects it is about. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const hover = useViewer((state) => state.hover);
  const sorted = findings.toSorted((a, b) => order[gradeOf(a)] - order[gradeOf(b)]);
  return (
    <ul className="flex flex-col">
      {sorted.map((finding) => {
        const grade = gradeOf(finding);
        return (
          <li
            key={finding.check}
            data-check={finding.check}
            data-grade={grade}
            onPointerEnter={() => hover(finding.objectIds)}
            onPointerLeave={() => hover([])}
            className={classNames(
              "-mx-2 grid grid-cols-[1rem_1fr_auto] gap-x-2 rounded-sm px-2 py-1",
              grade !== "passed" && "my-px",
              grade === "hard" && "bg-bad-wash",
              grade === "soft" && "bg-warn-wash",
            )}
          >
            <GradeIcon grade={grade} />
            <span
              className={classNames("text-xs", grade === "passed" ? "text-soft" : "font-medium")}
            >
              {checkText[finding.check]}
            </span>
            <span
              title={finding.limit === null ? undefined : "measured / limit"}
              className="figures text-2xs leading-4 text-soft"
            >
              {figureText(finding)}
            </span>
            {grade !== "passed" && (
              <span className="col-span-2 col-start-2 text-xs">{finding.message}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function GradeIcon({ grade }: { grade: keyof typeof order }) {
  if (grade === "hard")
    return <OctagonX className="mt-px size-3.5 text-bad" aria-label="Blocks accepting:" />;
  if (grade === "soft")
    return <TriangleAlert className="mt-px size-3.5 text-warn" aria-label="Needs a reason:" />;
  return <Check className="mt-px size-3.5 text-good" aria-label="Passed:" />;
}

function gradeOf(finding: Finding): keyof typeof order {
  return finding.passed ? "passed" : finding.severity;
}
