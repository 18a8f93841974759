import { create } from "zustand";
import type { CameraPreset } from "./camera-preset.ts";

type ViewerState = {
  /** Objects that the pointer or the focus is on, anywhere: photo, table, finding or 3D. */
  hovered: readonly string[];
  boxesVisible: boolean;
  ghostVisible: boolean;
  pointsVisible: boolean;
  /** Held down to see the photo as it is before the edit. */
  beforeHeld: boolean;
  /** How far on its way the target box is drawn, 0 to 1; 1 but for the moment after the view before the edit. */
  travel: number;
  /** Where the 3D camera was last sent; the serial tells two identical wishes apart. */
  preset: CameraPreset;
  presetSerial: number;
  /** Whether the pointer is on something of a 3D view that it can drag: the camera then stays. */
  handleHeld: boolean;
  hover: (ids: readonly string[]) => void;
  holdHandle: (held: boolean) => void;
  toggleBoxes: () => void;
  toggleGhost: () => void;
  togglePoints: () => void;
  holdBefore: (held: boolean) => void;
  setTravel: (share: number) => void;
  goTo: (preset: CameraPreset) => void;
};

/** What the photo, the 3D view and the lists beside them share. */
export const useViewer = create<ViewerState>()((set) => ({
  hovered: [],
  boxesVisible: true,
  ghostVisible: true,
  pointsVisible: true,
  beforeHeld: false,
  travel: 1,
  preset: "free",
  presetSerial: 0,
  handleHeld: false,
  hover: (wanted) =>
    set(({ hovered, handleHeld }) => {
      // Whoever drags a handle means nothing else; and most moves of a pointer change nothing.
      const next = handleHeld ? [] : wanted;
      const same = next.length === hovered.length && next.every((id, i) => id === hovered[i]);
      return same ? {} : { hovered: next };
    }),
  holdHandle: (handleHeld) => set(handleHeld ? { handleHeld, hovered: [] } : { handleHeld }),
  toggleBoxes: () => set(({ boxesVisible }) => ({ boxesVisible: !boxesVisible })),
  toggleGhost: () => set(({ ghostVisible }) => ({ ghostVisible: !ghostVisible })),
  togglePoints: () => set(({ pointsVisible }) => ({ pointsVisible: !pointsVisible })),
  holdBefore: (beforeHeld) => set({ beforeHeld }),
  setTravel: (travel) => set({ travel }),
  goTo: (preset) => set(({ presetSerial }) => ({ preset, presetSerial: presetSerial + 1 })),
}));
