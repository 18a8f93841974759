import type { ChangedSample } from "#core/release/compare-releases.ts";
import { editStem } from "#core/release/dataset-names.ts";
import type { SampleChange } from "#core/release/sample-change.ts";
import { changeTexts } from "#core/release/sample-change.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { SampleLink } from "#components/browse/sample-link.tsx";
import { Added, MarkedWords, Removed } from "#components/ui/marked-words.tsx";
import { ChangeInSpace } from "./change-in-space.tsx";
import { ComparedPicture } from "./compared-picture.tsx";

/** A sample that two releases have differently: its picture in both, and what changed. */
export function ChangedSampleItem({
  sample: { before, after, changes },
  names,
}: {
  sample: ChangedSample;
  names: { a: string; b: string };
}) {
  return (
    <li className="grid grid-cols-[24rem_minmax(0,1fr)] gap-4 p-4">
      <div className="grid grid-cols-2 gap-2">
        {[
          { sample: before, name: names.a },
          { sample: after, name: names.b },
        ].map(({ sample, name }, index) => (
          <figure key={index} className="min-w-0">
            <div className="overflow-hidden rounded-md border border-line">
              <ComparedPicture sample={sample} alt={`${sample.instruction}, in ${name}`} />
            </div>
            <figcaption className="mt-1 truncate text-2xs text-soft">{name}</figcaption>
          </figure>
        ))}
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-xs">
          {after.kind && <OperationBadge kind={after.kind} />}
          {after.isForeign ? (
            <span className="font-mono text-2xs">{editStem(after)}</span>
          ) : (
            <SampleLink sampleId={after.sampleId}>{editStem(after)}</SampleLink>
          )}
          <span className="text-soft">{after.label}</span>
        </p>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-xs">
          {changes.map((change) => (
            <div key={change.what} className="contents">
              <dt className="text-soft">{change.what}</dt>
              <dd className="figures min-w-0 break-words">
                <Marked change={change} />
              </dd>
            </div>
          ))}
        </dl>
        {after.room &&
          changes.some(({ what }) => what === "box before" || what === "box after") && (
            <ChangeInSpace before={before} after={after} room={after.room} names={names} />
          )}
      </div>
    </li>
  );
}

/** What was struck out and what was put in: words one by one, anything else as a whole. */
function Marked({ change }: { change: SampleChange }) {
  const { from, to } = changeTexts(change);
  if (change.what !== "words")
    return (
      <>
        <Removed>{from}</Removed>
        <br />
        <Added>{to}</Added>
      </>
    );
  return <MarkedWords from={from} to={to} />;
}
