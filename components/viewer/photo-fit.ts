/** Width and height in CSS or image pixels. */
export type Size = { readonly width: number; readonly height: number };

/** Where an image lies in its pane: CSS pixels per image pixel, and the image's top left corner in the pane. */
export type PhotoView = { readonly scale: number; readonly left: number; readonly top: number };

/** How far beyond "fits" one can zoom in. */
const zoomMax = 16;

/** The view that shows the whole image, centred, with `margin` CSS pixels around it. */
export function fitPhoto(image: Size, pane: Size, margin = 0): PhotoView {
  const scale = Math.max(
    1e-6,
    Math.min((pane.width - 2 * margin) / image.width, (pane.height - 2 * margin) / image.height),
  );
  return centred({ scale, left: 0, top: 0 }, image, pane);
}

/** Zooms by `factor` so that what lies under `at` (pane coordinates) stays there. Never smaller than fitting. */
export function zoomPhoto(
  view: PhotoView,
  factor: number,
  at: { x: number; y: number },
  image: Size,
  pane: Size,
  margin = 0,
): PhotoView {
  const fit = fitPhoto(image, pane, margin);
  const scale = Math.min(fit.scale * zoomMax, Math.max(fit.scale, view.scale * factor));
  if (scale === fit.scale) return fit;
  const ratio = scale / view.scale;
  return keptInSight(
    { scale, left: at.x - (at.x - view.left) * ratio, top: at.y - (at.y - view.top) * ratio },
    image,
    pane,
  );
}

/** Drags the image by CSS pixels. */
export function panPhoto(
  view: PhotoView,
  delta: { x: number; y: number },
  image: Size,
  pane: Size,
): PhotoView {
  return keptInSight({ ...view, left: view.left + delta.x, top: view.top + delta.y }, image, pane);
}

/** An image larger than its pane covers it, a smaller one is centred: it can never be lost. */
function keptInSight(view: PhotoView, image: Size, pane: Size): PhotoView {
  const middle = centred(view, image, pane);
  const slackX = pane.width - image.width * view.scale;
  const slackY = pane.height - image.height * view.scale;
  return {
    scale: view.scale,
    left: slackX >= 0 ? middle.left : Math.min(0, Math.max(slackX, view.left)),
    top: slackY >= 0 ? middle.top : Math.min(0, Math.max(slackY, view.top)),
  };
}

function centred(view: PhotoView, image: Size, pane: Size): PhotoView {
  return {
    scale: view.scale,
    left: (pane.width - image.width * view.scale) / 2,
    top: (pane.height - image.height * view.scale) / 2,
  };
}
