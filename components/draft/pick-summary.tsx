import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { counted } from "#core/counted.ts";
import type { DraftDetail } from "#server/draft/get-draft.ts";
import { Panel } from "#components/ui/panel.tsx";
import { CountBars } from "./count-bars.tsx";
import { unfilledOf } from "./unfilled.ts";

/** How much is picked, and what could not be filled. */
export function PickSummary({ draft, action }: { draft: DraftDetail; action: ReactNode }) {
  const { pick, composition } = draft;
  const { all, operations, split } = pick;
  const unfilled = unfilledOf(draft);
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-stretch gap-4">
      <Panel>
        <div className="flex items-start justify-between gap-3">
          <p className="figures text-xl font-semibold" aria-live="polite">
            {all.picked}
            <span className="text-base font-normal text-soft">
              {all.wanted === null ? " picked" : ` of ${all.wanted} wanted`}
            </span>
          </p>
          {action}
        </div>
        <p className="figures mb-3 text-xs text-soft">
          {counted(composition.scenes, "scene")}, {counted(composition.photos, "photo")},{" "}
          {counted(composition.objects, "object")}; {all.available} to choose from
        </p>
        <CountBars
          title="Operations: picked of those that there are"
          bars={operations.map(({ operation, picked, available }) => ({
            name: operation,
            count: picked,
            of: available,
          }))}
        />
        {split && (
          <div className="mt-3">
            <CountBars
              title="Splits"
              bars={split.map(({ name, scenes, samples }) => ({
                name: `${name} (${counted(scenes.length, "scene")})`,
                count: samples,
              }))}
            />
          </div>
        )}
      </Panel>
      <Panel title={<UnfilledTitle count={unfilled.length} />}>
        {unfilled.length === 0 ? (
          <p className="flex items-center gap-1.5 text-xs text-good">
            <CircleCheck className="size-3.5" aria-hidden />
            Nothing is wanting.
          </p>
        ) : (
          <div className="max-h-56 overflow-y-auto">
            <table className="figures w-full text-xs">
              <thead>
                <tr className="text-left text-soft [&>th]:pb-1 [&>th]:font-normal">
                  <th scope="col">What</th>
                  <th scope="col" className="pr-3 text-right">
                    Picked
                  </th>
                  <th scope="col" className="pr-3 text-right">
                    Wanted
                  </th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody className="divide-y divide-line">
                {unfilled.map(({ name, picked, wanted, why }) => (
                  <tr key={name} className="align-top [&>td]:py-1">
                    <td className="pr-3 font-medium">{name}</td>
                    <td className="pr-3 text-right">{picked}</td>
                    <td className="pr-3 text-right">{wanted}</td>
                    <td className="break-words">{why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </div>
  );
}

function UnfilledTitle({ count }: { count: number }) {
  if (count === 0) return "Every quota is filled";
  return (
    <span className="flex items-center gap-1.5">
      <TriangleAlert className="size-4 text-warn" aria-hidden />
      What could not be filled
    </span>
  );
}
