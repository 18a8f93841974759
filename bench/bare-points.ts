import { createReadStream } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { join } from "node:path";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import type { CameraPlace } from "#components/viewer/camera-preset.ts";
import { pointSizeLimits } from "#components/viewer/point-size.ts";
import { repositoryRoot } from "../scripts/home.ts";

/**
 * Serves a page with nothing but a cloud of points drawn by three.js, turned with the mouse and drawn on
 * demand: the least that a viewer of points can be. The canvas has the given size in CSS pixels, the points
 * the given size in metres and the viewer's limits in pixels.
 */
export function serveBarePoints(
  { positions, colors }: PointCloud,
  place: CameraPlace,
  { width, height }: { width: number; height: number },
  sizeMeters: number,
): Server {
  const library = join(repositoryRoot, "node_modules/three");
  const page = `<!doctype html><meta charset="utf-8"><body style="margin:0;background:#111">
<script type="importmap">{"imports":{"three":"/three/build/three.module.js"}}</script>
<script type="module">
import { BufferAttribute, BufferGeometry, PerspectiveCamera, Points, PointsMaterial, Scene, WebGLRenderer } from "three";
import { OrbitControls } from "/three/examples/jsm/controls/OrbitControls.js";
const [positions, colors] = await Promise.all(["positions", "colors"].map(async (name) => (await fetch("/" + name)).arrayBuffer()));
const geometry = new BufferGeometry();
geometry.setAttribute("position", new BufferAttribute(new Float32Array(positions), 3));
geometry.setAttribute("color", new BufferAttribute(new Uint8Array(colors), 3, true));
const scene = new Scene();
const material = new PointsMaterial({ size: ${sizeMeters}, vertexColors: true });
material.onBeforeCompile = (shader) => {
  const next = "#include <logdepthbuf_vertex>";
  shader.vertexShader = shader.vertexShader.replace(next, ${JSON.stringify(`${pointSizeLimits}\n`)} + next);
};
scene.add(new Points(geometry, material));
const camera = new PerspectiveCamera(${place.fovDegrees}, ${width / height}, 0.03, 200);
camera.up.fromArray(${JSON.stringify(place.up)});
camera.position.fromArray(${JSON.stringify(place.position)});
const renderer = new WebGLRenderer({ antialias: true, alpha: true });
renderer.setSize(${width}, ${height});
document.body.append(renderer.domElement);
const controls = new OrbitControls(camera, renderer.domElement);
controls.target.fromArray(${JSON.stringify(place.target)});
let asked = false;
const draw = () => { asked = false; renderer.render(scene, camera); document.body.dataset.ready = "true"; };
const ask = () => { if (!asked) { asked = true; requestAnimationFrame(draw); } };
controls.addEventListener("change", ask);
controls.update();
ask();
</script>`;
  return createServer((request, response) => {
    const path = request.url!;
    if (path === "/positions") return response.end(new Uint8Array(positions.buffer));
    if (path === "/colors") return response.end(colors);
    if (path.startsWith("/three/") && path.endsWith(".js") && !path.includes("..")) {
      response.setHeader("Content-Type", "text/javascript");
      return createReadStream(join(library, path.slice("/three/".length))).pipe(response);
    }
    response.setHeader("Content-Type", "text/html");
    return response.end(page);
  });
}
