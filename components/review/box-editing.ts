import { create } from "zustand";
import type { Edit } from "#core/sample/revision.ts";
import type { HandleKind } from "#components/viewer/box-handles.tsx";
import type { BoxSubject } from "./edit-change.ts";

type BoxEditing = {
  /** The sample whose source box is being corrected; with every other sample it is the target box again. */
  sourceOf: string | null;
  handles: HandleKind;
  chooseSubject: (sampleId: string, subject: BoxSubject) => void;
  takeHandles: (handles: HandleKind) => void;
};

/** Which box the keys, handles and numbers change, and by what handles. */
export const useBoxEditing = create<BoxEditing>()((set) => ({
  sourceOf: null,
  handles: "move",
  chooseSubject: (sampleId, subject) => set({ sourceOf: subject === "source" ? sampleId : null }),
  takeHandles: (handles) => set({ handles }),
}));

/** The box of a sample that is changed: the target box unless the source box was asked for. */
export function useBoxSubject(sampleId: string): BoxSubject {
  return useBoxEditing((state) => (state.sourceOf === sampleId ? "source" : "target"));
}

/** What handles can do to a box: anything to the source box, to the target box what its operation can say. */
export function handlesFor({ operation }: Edit, subject: BoxSubject): readonly HandleKind[] {
  if (subject === "source") return ["move", "turn", "size"];
  switch (operation.kind) {
    case "move":
    case "place":
    case "place-on-receptacle":
      return ["move"];
    case "rotate":
      return ["turn"];
    case "scale":
      return ["size"];
    case "remove":
    case "view":
      return [];
  }
}
