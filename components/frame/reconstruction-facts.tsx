import { checkPredictedFocal } from "#core/detection/focal-check.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { FrameReconstruction } from "#server/frame/get-frame.ts";
import { NotForReleaseBadge } from "#components/browse/not-for-release-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** By which model the boxes are, with which camera, and what was left out and why. */
export function ReconstructionFacts({
  reconstruction,
  own,
}: {
  reconstruction: FrameReconstruction;
  /** The photo's camera. */
  own: Intrinsics;
}) {
  const { model, modelHash, notForRelease, createdAt, predictedIntrinsics, removed, problems } =
    reconstruction;
  const focal = checkPredictedFocal(own, predictedIntrinsics);
  return (
    <div className="flex flex-col gap-2 text-xs">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-soft">
        <NotForReleaseBadge reason={notForRelease} />
        <span>
          Model <span className="font-medium text-ink">{model}</span>{" "}
          {modelHash && (
            <span className="font-mono text-2xs" title={modelHash}>
              {modelHash.slice(0, 12)}
            </span>
          )}
        </span>
        <span>
          made <RelativeTime at={createdAt} />
        </span>
        <span className={focal.verdict === "suspect" ? "text-warn" : undefined}>
          {focal.message}
        </span>
      </p>
      {problems.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-warn">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {removed.length > 0 && (
        <details>
          <summary className="text-soft">
            <span className="figures">{removed.length}</span> asked about without a box
          </summary>
          <ul className="mt-1 flex flex-col gap-0.5 pl-4">
            {removed.map(({ prompt, message }) => (
              <li key={prompt.key}>
                <span className="font-medium">{prompt.label}</span>{" "}
                <span className="font-mono text-2xs text-soft">{prompt.key}</span> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
