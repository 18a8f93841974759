/** An arrow key moves the line by this much, with Shift by five times as much. CSS pixels. */
const stepPixels = 16;

/**
 * What a key asks of the line between two panes: so many CSS pixels to the right or down, one of its limits,
 * or where it was at first. Null when the key is not the line's. Arrows along the line move it by nothing and
 * are its own all the same: whoever has just moved it means no command of the page by them.
 */
export function splitterWish(
  orientation: "vertical" | "horizontal",
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | "min" | "max" | "first" | null {
  const step = stepPixels * (shiftKey ? 5 : 1);
  const upright = orientation === "vertical";
  switch (key) {
    case "ArrowLeft":
      return upright ? -step : 0;
    case "ArrowRight":
      return upright ? step : 0;
    case "ArrowUp":
      return upright ? 0 : -step;
    case "ArrowDown":
      return upright ? 0 : step;
    case "Home":
      return "min";
    case "End":
      return "max";
    case "Enter":
      return "first";
    default:
      return null;
  }
}
