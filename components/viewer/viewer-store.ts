import { create } from "zustand";
import type { CameraPreset } from "./camera-preset.ts";

type ViewerState = {
  /** Objects that the pointer or the focus is on, anywhere: photo, table, finding or 3D. */
  hovered: readonly string[];
  boxesVisible: boolean;
  ghostVisible: boolean;
  /** Held down to see the photo as it is before the edit. */
  beforeHeld: boolean;
  /** Where the 3D camera was last sent; the serial tells two identical wishes apart. */
  preset: CameraPreset;
  presetSerial: number;
  /** Whether the pointer is on something of a 3D view that it can drag: the camera then stays. */
  handleHeld: boolean;
  hover: (ids: readonly string[]) => void;
  holdHandle: (held: boolean) => void;
  toggleBoxes: () => void;
  toggleGhost: () => void;
  holdBefore: (held: boolean) => void;
  goTo: (preset: CameraPreset) => void;
};

/** What the photo, the 3D view and the lists beside them share. */
export const useViewer = create<ViewerState>()((set) => ({
  hovered: [],
  boxesVisible: true,
  ghostVisible: true,
  beforeHeld: false,
  preset: "free",
  presetSerial: 0,
  handleHeld: false,
  hover: (hovered) => set({ hovered }),
  holdHandle: (handleHeld) => set({ handleHeld }),
  toggleBoxes: () => set(({ boxesVisible }) => ({ boxesVisible: !boxesVisible })),
  toggleGhost: () => set(({ ghostVisible }) => ({ ghostVisible: !ghostVisible })),
  holdBefore: (beforeHeld) => set({ beforeHeld }),
  goTo: (preset) => set(({ presetSerial }) => ({ preset, presetSerial: presetSerial + 1 })),
}));
