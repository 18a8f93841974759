/** The overlay colours for WebGL, which cannot read style sheets; the same as in `globals.css`. */
export const overlayColors = {
  source: "#22e06b",
  target: "#ff3df2",
  other: "#8fb7d9",
  flagged: "#ffb224",
  camera: "#f2f4f8",
  faint: "#6d7683",
};
