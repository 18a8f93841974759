import * as z from "zod";
import { create } from "zustand";
import { persist } from "zustand/middleware";

/** How the review page is divided: side columns in CSS pixels, the rest in shares of what contains it. */
const PaneSizes = z.object({
  queuePixels: z.number().min(150).max(360),
  editPixels: z.number().min(270).max(640),
  photoShare: z.number().min(0.25).max(0.8),
  planShare: z.number().min(0.15).max(0.6),
});
export type PaneSizes = z.infer<typeof PaneSizes>;

/** The least and the most of each, which are those of the schema. */
export function paneLimits(name: keyof PaneSizes): { min: number; max: number } {
  const { minValue, maxValue } = PaneSizes.shape[name];
  return { min: minValue!, max: maxValue! };
}

export const initialPaneSizes: PaneSizes = {
  queuePixels: 188,
  editPixels: 320,
  photoShare: 0.6,
  planShare: 0.34,
};

type PaneSizesState = PaneSizes & {
  resize: (name: keyof PaneSizes, value: number) => void;
  /** Puts one of them back to where it was at first, or all of them. */
  reset: (name?: keyof PaneSizes) => void;
};

/** The division that this person has chosen in this browser. Read back by `usePaneSizes.persist.rehydrate`, after the first paint. */
export const usePaneSizes = create<PaneSizesState>()(
  persist(
    (set) => ({
      ...initialPaneSizes,
      resize: (name, value) => set({ [name]: value }),
      reset: (name) => set(name ? { [name]: initialPaneSizes[name] } : initialPaneSizes),
    }),
    {
      name: "gsi-review-panes",
      skipHydration: true,
      partialize: ({ queuePixels, editPixels, photoShare, planShare }): PaneSizes => ({
        queuePixels,
        editPixels,
        photoShare,
        planShare,
      }),
      // What another version wrote, or somebody by hand, must not push the page off the screen.
      merge: (kept, current) => ({
        ...current,
        ...PaneSizes.partial().safeParse(kept).data,
      }),
    },
  ),
);
