"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import type { Backend } from "#core/detection/backend.ts";
import { backendText } from "#core/detection/backend.ts";
import { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import type { StartRunInput } from "#server/run/start-run.ts";
import type { FrameTask } from "#server/frame/get-frame-task.ts";
import type { ActionResult } from "#server/web/action.ts";
import { LiveRefresh } from "#components/run/live-refresh.tsx";
import { useMay, WhoMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { useAction } from "#components/ui/use-action.ts";

const backends = Object.entries(backendText).map(([value, label]) => ({
  value: value as Backend,
  label,
}));
const modeText: Record<IntrinsicsMode, string> = {
  given: "The photo's camera",
  predicted: "The camera it reads off the photo",
  "virtual-to-real": "Its own, depth rescaled",
  "gsi-compat": "As the published code: wrong scale",
};

/** Has the photo looked at once more, by a backend of one's choice, beside what others made of it. */
export function ReconstructPanel({
  frameId,
  models,
  task,
  start,
}: {
  frameId: string;
  /** Names of the models that find 3D boxes. */
  models: readonly string[];
  /** The latest reconstruction that was asked for. */
  task: FrameTask | null;
  start: (input: StartRunInput) => Promise<ActionResult<string>>;
}) {
  const { pending, perform } = useAction();
  const mayRun = useMay("run.start");
  const [backend, setBackend] = useState<Backend>(models.length > 0 ? "detany3d" : "annotation");
  const [model, setModel] = useState(models[0] ?? "");
  const [intrinsicsMode, setMode] = useState<IntrinsicsMode>("given");
  const open = task?.state === "waiting" || task?.state === "running";
  const lacksModel = backend === "detany3d" && models.length === 0;
  const run = () =>
    perform(() =>
      start({
        frameIds: [frameId],
        until: "reconstruct-frame",
        models: backend === "detany3d" ? { detector: model } : {},
        parameters: { reconstructFrame: { backend, intrinsicsMode } },
      }),
    );
  return (
    <Panel title="Reconstruct this photo again">
      {open && <LiveRefresh everyMilliseconds={1500} />}
      <div className="flex flex-wrap items-center gap-2 text-xs">
        <Select label="Backend" choices={backends} value={backend} onChange={setBackend} />
        {backend === "detany3d" && models.length > 0 && (
          <Select
            label="Model"
            choices={models.map((name) => ({ value: name, label: name }))}
            value={model}
            onChange={setModel}
          />
        )}
        {backend !== "annotation" && (
          <Select
            label="Camera"
            choices={IntrinsicsMode.options.map((value) => ({ value, label: modeText[value] }))}
            value={intrinsicsMode}
            onChange={setMode}
          />
        )}
        <Button
          size="sm"
          look="primary"
          disabled={!mayRun || pending || open || lacksModel}
          onClick={run}
        >
          <RefreshCw className="size-3.5" aria-hidden />
          Reconstruct
        </Button>
        <WhoMay do="run.start" />
        {lacksModel && (
          <span className="text-soft">
            The registry has no DetAny3D model:{" "}
            <code className="font-mono">gsi model add FOLDER</code> takes one in.
          </span>
        )}
        {open && <span className="text-soft">On its way…</span>}
        {task?.state === "failed" && (
          <p role="alert" className="w-full rounded-md bg-bad-wash px-3 py-2 text-bad">
            {task.reason}
          </p>
        )}
      </div>
    </Panel>
  );
}
