const key = "gsi-graphics";

/** Whether the browser can draw the 3D views. */
export function webglAvailable(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/**
 * Whether to draw without antialiasing and keep the picture readable: `?gl=low` says so, for slow machines
 * and tests, and holds for the tab.
 */
export function lowGraphics(): boolean {
  return askedGraphics() === "low";
}

function askedGraphics(): string | null {
  try {
    const asked = new URLSearchParams(window.location.search).get("gl");
    if (asked) sessionStorage.setItem(key, asked);
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether the processor does the drawing, for want of a graphics card; `?gl=high` treats it like a card. */
export function softwareGraphics(gl: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  if (askedGraphics() === "high") return false;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return /swiftshader|llvmpipe|software/i.test(String(renderer));
}
