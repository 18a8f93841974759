import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { SampleRedetection } from "#server/sample/latest-redetection.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { Facts } from "#components/ui/facts.tsx";

/** The current revision in names and numbers. */
export function SampleFacts({ sample }: { sample: SampleDetail }) {
  const { edit, redetection } = sample.current;
  return (
    <Facts
      className="text-xs"
      facts={[
        ["Object", edit.label],
        ["Operation", describeOperation(edit.operation)],
        ["Source box", <BoxText key="source" box={edit.sourceBox} />],
        [
          "Target box",
          edit.targetBox ? <BoxText key="target" box={edit.targetBox} /> : "none: it is removed",
        ],
        ["Re-detection", <RedetectionText key="redetection" redetection={redetection} />],
        ["Number", `${sample.number} of photo ${sample.frame.number}`],
        [
          "Id",
          <code key="id" className="font-mono text-2xs break-all">
            {sample.id}
          </code>,
        ],
      ]}
    />
  );
}

function RedetectionText({ redetection }: { redetection: SampleRedetection | null }) {
  if (!redetection) return <span className="text-soft">not looked at</span>;
  const { detector, passed, message } = redetection;
  return (
    <span className={passed ? undefined : "text-bad"}>
      {detector}: {message}
    </span>
  );
}

function BoxText({ box }: { box: BoxInCamera }) {
  return (
    <span className="flex flex-col">
      <span>at {box.center.map((value) => value.toFixed(3)).join(", ")} m</span>
      <span className="text-soft">{box.size.map((side) => side.toFixed(3)).join(" × ")} m</span>
    </span>
  );
}
