import type { ReactNode } from "react";
import { degreesFromRadians } from "#core/geometry/angle.ts";
import { length } from "#core/geometry/vector.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { isMovableLabel } from "#core/scene/label.ts";
import type { FrameReconstruction } from "#server/frame/get-frame.ts";
import { classNames } from "#components/ui/class-names.ts";

const cell = "px-3 py-1.5";

type Column = {
  readonly title: string;
  /** What the column says, in a sentence. */
  readonly hint?: string;
  readonly value: (object: FrameObject) => ReactNode;
};

/** The objects that a backend saw, with how they agree with the annotation where a detector found them. */
export function ObjectTable({
  reconstruction,
  hovered,
  onHover,
}: {
  reconstruction: FrameReconstruction;
  hovered: readonly string[];
  onHover: (id: string | null) => void;
}) {
  const { scene, backend } = reconstruction;
  const { objects, includedLabels = [] } = scene;
  const columns = [
    ...(backend === "annotation" ? annotationColumns : detectorColumns(reconstruction)),
    ...commonColumns,
  ];
  return (
    <table className="w-full text-xs">
      <caption className="sr-only">Objects reconstructed in this photo</caption>
      <thead>
        <tr className="border-b border-line text-soft [&>th]:font-medium">
          <th className={`${cell} text-left`}>Object</th>
          {columns.map(({ title, hint }) => (
            <th key={title} className={`${cell} text-right`} title={hint}>
              {title}
            </th>
          ))}
          <th className={`${cell} text-left`}>Id</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {objects.map((object) => (
          <tr
            key={object.id}
            onPointerEnter={() => onHover(object.id)}
            onPointerLeave={() => onHover(null)}
            className={classNames(hovered.includes(object.id) && "bg-hover")}
          >
            <td
              className={`${cell} ${isMovableLabel(object.label, includedLabels) ? "font-medium" : "text-soft"}`}
            >
              {object.label}
            </td>
            {columns.map(({ title, value }) => (
              <td key={title} className={`${cell} text-right`}>
                {value(object)}
              </td>
            ))}
            <td className={`${cell} font-mono text-2xs text-soft`}>{object.id}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const annotationColumns: readonly Column[] = [
  { title: "Visible", value: ({ visibleFraction }) => percent(visibleFraction) },
  { title: "In the photo", value: ({ inImageFraction }) => percent(inImageFraction) },
];

const commonColumns: readonly Column[] = [
  {
    title: "Width × height × depth",
    value: ({ box }) => `${box.size.map((side) => side.toFixed(2)).join(" × ")} m`,
  },
  { title: "Distance", value: ({ box }) => `${length(box.center).toFixed(2)} m` },
];

function detectorColumns({ detections, agreements }: FrameReconstruction): Column[] {
  const none = <span className="text-soft">none</span>;
  const against = (say: (agreement: (typeof agreements)[string]) => string) => {
    return ({ id }: FrameObject) => (agreements[id] ? say(agreements[id]) : none);
  };
  return [
    { title: "Score", hint: "Of the 2D detector", value: ({ score }) => score.toFixed(2) },
    {
      title: "Quality",
      hint: "What the 3D detector thinks of its box: for ranking, not calibrated",
      value: ({ id }) => detections[id]?.quality.toFixed(2) ?? none,
    },
    {
      title: "3D IoU",
      hint: "With the annotated box it was matched with",
      value: against(({ iou3d }) => iou3d.toFixed(2)),
    },
    {
      title: "Centre off",
      value: against(({ centerDistanceMeters }) => `${centerDistanceMeters.toFixed(2)} m`),
    },
    {
      title: "Yaw off",
      hint: "By the symmetry of the box",
      value: against(
        ({ yawDifferenceRadians }) => `${degreesFromRadians(yawDifferenceRadians).toFixed(0)}°`,
      ),
    },
    {
      title: "Size",
      hint: "Detected by annotated, mean over the three axes",
      value: against(({ sizeRatio }) =>
        sizeRatio === null ? "flat" : `× ${sizeRatio.toFixed(2)}`,
      ),
    },
    {
      title: "Depth",
      hint: "Detected by annotated: the same for all objects when the camera is wrong",
      value: against(({ depthRatio }) => `× ${depthRatio.toFixed(2)}`),
    },
  ];
}

function percent(share: number | null): string {
  return share === null ? "not measured" : `${Math.round(share * 100)} %`;
}
