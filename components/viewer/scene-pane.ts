import type { OrthographicCamera, PerspectiveCamera } from "three";

/** One of the views that share a canvas: the element it lies under, and the camera that looks into the room from there. */
export type ScenePane = {
  readonly element: HTMLElement;
  readonly camera: PerspectiveCamera | OrthographicCamera;
};

/** What only the large view shows and lets be taken hold of; plans do not look at this layer. */
export const mainLayer = 1;

/** Whether a place of the page (CSS pixels) lies in an element. */
export function isInElement(element: HTMLElement, clientX: number, clientY: number): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
