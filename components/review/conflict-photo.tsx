import type { Edit } from "#core/sample/revision.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { PhotoBox, PhotoLabel } from "#components/viewer/photo-marks.tsx";
import { PhotoStage } from "#components/viewer/photo-stage.tsx";
import type { SampleDetail } from "#server/sample/get-sample.ts";

/** The photo with the object before, and where two edits want it. */
export function ConflictPhoto({
  sample,
  mine,
  theirs,
}: {
  sample: SampleDetail;
  mine: Edit;
  theirs: Edit;
}) {
  const k = sample.scene.intrinsics;
  if (!sample.frame.imageHash) return null;
  const targets = [
    { edit: mine, part: "target", text: "mine" },
    { edit: theirs, part: "flagged", text: "theirs" },
  ] as const;
  return (
    <PhotoStage
      src={fileUrl(sample.frame.imageHash)}
      alt={`Photo ${sample.frame.number} of ${sample.frame.sceneId} with both edits`}
      size={k}
      className="h-80 w-full overflow-hidden rounded-md"
      overlay={(pixelScale) => (
        <>
          <PhotoBox k={k} box={mine.sourceBox} part="source" name="Before" />
          {targets.map(
            ({ edit: { targetBox }, part, text }) =>
              targetBox && (
                <PhotoBox key={part} k={k} box={targetBox} part={part} name={`After, ${text}`} />
              ),
          )}
          {targets.map(
            ({ edit: { targetBox }, part, text }) =>
              targetBox && (
                <PhotoLabel
                  key={part}
                  k={k}
                  box={targetBox}
                  part={part}
                  text={text}
                  pixelScale={pixelScale}
                  below={part === "flagged"}
                />
              ),
          )}
        </>
      )}
    />
  );
}
