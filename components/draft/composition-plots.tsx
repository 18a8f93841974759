import { counted } from "#core/counted.ts";
import type { PickComposition } from "#core/release/pick/pick-composition.ts";
import type { Pick } from "#core/release/pick/pick-samples.ts";
import { Panel } from "#components/ui/panel.tsx";
import { BinHeatmap } from "./bin-heatmap.tsx";
import { CountBars } from "./count-bars.tsx";
import { SceneTable } from "./scene-table.tsx";

const labelsMost = 12;

/** What the picked samples are made of: operations, ways and amounts, labels, scenes. */
export function CompositionPlots({
  composition,
  pick,
}: {
  composition: PickComposition;
  pick: Pick;
}) {
  const { operations, labels } = composition;
  const others = labels.slice(labelsMost);
  return (
    <>
      <Panel title="Directions and amounts">
        <div className="grid grid-cols-[repeat(auto-fit,minmax(18rem,1fr))] items-start gap-x-6 gap-y-4">
          {operations.map((one) => (
            <BinHeatmap key={one.operation} of={one} />
          ))}
        </div>
      </Panel>
      <div className="grid grid-cols-2 items-start gap-4">
        <Panel title="Labels">
          <CountBars
            title="The most frequent"
            bars={labels.slice(0, labelsMost)}
            rest={
              others.length > 0 &&
              `and ${others.reduce((sum, { count }) => sum + count, 0)} of ${counted(others.length, "more label")}`
            }
          />
          <div className="mt-4 flex flex-col gap-3">
            {operations.map(({ operation, labels: ofKind }) => (
              <p key={operation} className="text-xs">
                <span className="caption">{operation}: </span>
                <span className="figures">
                  {ofKind
                    .slice(0, 6)
                    .map(({ name, count }) => `${name} ${count}`)
                    .join(", ")}
                  {ofKind.length > 6 && `, ${ofKind.length - 6} more`}
                </span>
              </p>
            ))}
          </div>
        </Panel>
        <Panel title="Scenes">
          <CountBars title="Scenes by the number picked of them" bars={scenesByCount(pick)} />
          <div className="mt-4">
            <SceneTable
              scenes={pick.scenes}
              operations={pick.operations.map(({ operation }) => operation)}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}

/** How many scenes give none, one, two and so on. */
function scenesByCount({ scenes }: Pick) {
  return [...Map.groupBy(scenes, ({ picked }) => picked)]
    .toSorted(([a], [b]) => a - b)
    .map(([picked, group]) => ({ name: counted(picked, "sample"), count: group.length }));
}
