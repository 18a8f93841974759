import type { OperationKind } from "#core/operation/operation.ts";
import type { Pick } from "#core/release/pick/pick-samples.ts";
import { tint } from "./bin-heatmap.tsx";

/** What was picked of every scene and operation, of how many that could be had. */
export function SceneTable({
  scenes,
  operations,
}: {
  scenes: Pick["scenes"];
  operations: readonly OperationKind[];
}) {
  const most = Math.max(
    1,
    ...scenes.flatMap(({ cells }) => Object.values(cells).map(({ picked }) => picked)),
  );
  return (
    <div className="max-h-80 overflow-y-auto">
      <table className="figures w-full border-separate border-spacing-0.5 text-xs">
        <thead className="sticky top-0 bg-surface text-2xs text-soft">
          <tr>
            <th scope="col" className="text-left font-normal">
              Scene
            </th>
            {operations.map((operation) => (
              <th key={operation} scope="col" className="font-normal">
                {operation}
              </th>
            ))}
            <th scope="col" className="text-right font-normal">
              Picked
            </th>
          </tr>
        </thead>
        <tbody>
          {scenes.map(({ sceneId, picked, available, cells }) => (
            <tr key={sceneId}>
              <th scope="row" className="text-left font-mono text-2xs font-normal">
                {sceneId}
              </th>
              {operations.map((operation) => {
                const cell = cells[operation];
                return (
                  <td
                    key={operation}
                    className="rounded-sm bg-sunken text-center"
                    style={tint((cell?.picked ?? 0) / most)}
                  >
                    {cell ? (
                      <>
                        {cell.picked}
                        <span className="text-2xs"> / {cell.available}</span>
                      </>
                    ) : (
                      <span className="text-soft">–</span>
                    )}
                  </td>
                );
              })}
              <td className="text-right">
                {picked}
                <span className="text-soft"> of {available}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
