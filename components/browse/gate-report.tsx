import { Check, ExternalLink, X } from "lucide-react";
import type { ReactNode } from "react";
import { counted } from "#core/counted.ts";
import type { JudgedRewrite } from "#core/gate/gate-detail.ts";
import type { SampleGate } from "#server/gate/get-sample-gate.ts";
import { dollarsText } from "#components/run/dollars.ts";
import { gateTone } from "#components/review/gate-note.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { textUrl } from "#components/ui/file-url.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { EvidencePictures } from "./evidence-pictures.tsx";

/** What the gate's model saw of a sample, what it was asked, said and cost. */
export function GateReport({ said }: { said: SampleGate }) {
  const { gate, verdict, confidence, at, detail, calls } = said;
  const { prompt, votes, answer, overruled, labelFix, rewrites } = detail;
  return (
    <div className="flex flex-col gap-4 text-xs">
      <EvidencePictures pictures={detail.pictures} />
      <div>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={gateTone[verdict]}>{verdict}</Badge>
          {confidence !== null && (
            <span className="figures">confidence {confidence.toFixed(2)}</span>
          )}
          <span className="text-soft">
            by {gate}, <RelativeTime at={at} />
          </span>
        </p>
        {overruled && (
          <p className="mt-1.5 text-warn">
            The model said {answer.verdict}: {overruled}.
          </p>
        )}
        {said.reasons.length > 0 && (
          <ul className="mt-1.5 list-disc pl-4">
            {said.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      {(votes.length > 1 || votes.some(({ problem }) => problem !== null)) && (
        <Part title="Votes">
          <Votes votes={votes} />
        </Part>
      )}
      {labelFix && (
        <Part title="Label">
          <Marked isGood={labelFix.refused === null}>
            <del className="text-soft decoration-bad">{labelFix.from}</del> → {labelFix.label}
            {labelFix.refused && <span className="text-soft">, refused: {labelFix.refused}</span>}
          </Marked>
        </Part>
      )}
      {rewrites.length > 0 && (
        <Part title="Its wordings">
          <Rewrites rewrites={rewrites} />
        </Part>
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-3 text-soft">
        <a
          href={textUrl(prompt.textHash)}
          target="_blank"
          className="inline-flex items-center gap-1 text-ink underline"
        >
          The exact prompt ({prompt.version})
          <ExternalLink className="size-3" aria-hidden />
        </a>
        <span className="figures">
          {counted(calls.count, "answer")}, {dollarsText(calls.dollars)},{" "}
          {calls.inputTokens.toLocaleString("en-GB")} tokens read,{" "}
          {calls.outputTokens.toLocaleString("en-GB")} written
        </span>
      </p>
    </div>
  );
}

function Votes({ votes }: { votes: SampleGate["detail"]["votes"] }) {
  return (
    <ol className="flex flex-col gap-1">
      {votes.map(({ answer, problem }, index) => (
        // Votes have no names but their numbers.
        <li key={index} className="grid grid-cols-[1rem_auto_1fr] items-baseline gap-x-2">
          <span className="figures text-soft">{index + 1}</span>
          {answer ? (
            <Badge tone={gateTone[answer.verdict]}>{answer.verdict}</Badge>
          ) : (
            <Badge>of no use</Badge>
          )}
          <span>
            {answer && <span className="figures text-soft">{answer.confidence.toFixed(2)} </span>}
            {answer
              ? [...answer.reasons.map(({ text }) => text), answer.comment]
                  .filter(Boolean)
                  .join(" ")
              : problem}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Rewrites({ rewrites }: { rewrites: readonly JudgedRewrite[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {rewrites.map(({ text, problems }) => (
        <li key={text}>
          <Marked isGood={problems.length === 0}>
            {text}
            {problems.map((problem) => (
              <span key={problem} className="block text-soft">
                {problem}
              </span>
            ))}
          </Marked>
        </li>
      ))}
    </ul>
  );
}

function Marked({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  const Icon = isGood ? Check : X;
  return (
    <span className="grid grid-cols-[1rem_1fr] gap-x-1.5">
      <Icon
        className={`mt-px size-3.5 ${isGood ? "text-good" : "text-bad"}`}
        aria-label={isGood ? "Good:" : "Refused:"}
      />
      <span>{children}</span>
    </span>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="caption mb-1">{title}</h3>
      {children}
    </section>
  );
}
