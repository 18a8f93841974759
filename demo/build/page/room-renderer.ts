import {
  AgXToneMapping,
  BufferAttribute,
  BufferGeometry,
  CubeCamera,
  DirectionalLight,
  DoubleSide,
  FloatType,
  HalfFloatType,
  Mesh,
  PCFShadowMap,
  PMREMGenerator,
  Scene,
  ShaderMaterial,
  SRGBColorSpace,
  Vector3,
  WebGLCubeRenderTarget,
  WebGLRenderer,
  WebGLRenderTarget,
} from "three";

import type { BakedLight } from "./bake-light.ts";
import { lightFromBake } from "./baked-material.ts";
import { DEPTH_CAMERA, DEPTH_SIZE, IMAGE_CAMERA, IMAGE_SIZE } from "./camera.ts";
import { cameraAt, imageMotion } from "./pinhole-view.ts";
import { halton } from "./random.ts";
import type { Pane, Room } from "./room.ts";
import type { RoomMesh } from "./room-mesh.ts";
import { addingPass, developingPass } from "./screen-pass.ts";
import type { CameraPose } from "./walk.ts";

const SUN_SOFTNESS = 0.012;

/** Draws a baked room: one picture is the mean of several poses, which gives motion blur, smooth edges and a soft sun at once. */
export class RoomRenderer {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #sun = new DirectionalLight(0xffffff, 1);
  readonly #sunTowards: Vector3;
  readonly #middle: Vector3;
  readonly #frame = new WebGLRenderTarget(IMAGE_SIZE.width, IMAGE_SIZE.height, {
    type: HalfFloatType,
  });
  readonly #sum = new WebGLRenderTarget(IMAGE_SIZE.width, IMAGE_SIZE.height, {
    type: HalfFloatType,
    depthBuffer: false,
  });
  readonly #depth = new WebGLRenderTarget(DEPTH_SIZE.width, DEPTH_SIZE.height, { type: FloatType });
  readonly #add = addingPass();
  readonly #develop = developingPass();
  readonly #measure = new ShaderMaterial({
    side: DoubleSide,
    vertexShader:
      "varying float z; void main() { vec4 p = modelViewMatrix * vec4(position, 1.0); z = -p.z; gl_Position = projectionMatrix * p; }",
    fragmentShader: "varying float z; void main() { gl_FragColor = vec4(z, 0.0, 0.0, 1.0); }",
  });

  constructor(canvas: HTMLCanvasElement, room: Room, mesh: RoomMesh, light: BakedLight) {
    const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
    renderer.setSize(IMAGE_SIZE.width, IMAGE_SIZE.height, false);
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    renderer.toneMapping = AgXToneMapping;
    renderer.toneMappingExposure = room.exposure;
    renderer.outputColorSpace = SRGBColorSpace;
    renderer.autoClear = false;
    this.#renderer = renderer;

    this.#addMesh(mesh, light, room.panes);
    this.#middle = middleOf(mesh.positions);
    this.#sunTowards = new Vector3(...room.sun.towards).normalize();
    this.#addSun(room.sun.color);
    this.#reflectRoom();
  }

  #addMesh(mesh: RoomMesh, light: BakedLight, panes: Pane[]): void {
    const attributes: [string, Float32Array, number][] = [
      ["position", mesh.positions, 3],
      ["normal", mesh.normals, 3],
      ["uv", mesh.uvs, 2],
      ["color", mesh.tints, 3],
      ["baked", light.ambient, 3],
    ];
    const shared = attributes.map(
      ([name, array, size]) => [name, new BufferAttribute(array, size)] as const,
    );
    const mean = light.ambient.reduce((sum, value) => sum + value, 0) / light.ambient.length;
    for (const [index, surface] of mesh.surfaces.entries()) {
      const triangles = [...mesh.surfaceOf.keys()].filter(
        (triangle) => mesh.surfaceOf[triangle] === index,
      );
      const geometry = new BufferGeometry();
      for (const [name, attribute] of shared) geometry.setAttribute(name, attribute);
      const indices = triangles.flatMap((triangle) => [
        ...mesh.indices.subarray(3 * triangle, 3 * triangle + 3),
      ]);
      geometry.setIndex(new BufferAttribute(new Uint32Array(indices), 1));
      lightFromBake(surface, mean, panes);
      const object = new Mesh(geometry, surface.material);
      object.castShadow = surface.kind !== "pane";
      object.receiveShadow = surface.kind !== "pane";
      object.frustumCulled = false;
      this.#scene.add(object);
    }
  }

  #addSun(color: readonly [number, number, number]): void {
    const sun = this.#sun;
    sun.color.setRGB(...color);
    sun.castShadow = true;
    sun.shadow.mapSize.setScalar(3072);
    sun.shadow.radius = 1.5;
    sun.shadow.bias = -0.0004;
    sun.shadow.normalBias = 0.012;
    Object.assign(sun.shadow.camera, {
      left: -4,
      right: 4,
      top: 4,
      bottom: -4,
      near: 0.5,
      far: 24,
    });
    sun.target.position.copy(this.#middle);
    this.#scene.add(sun, sun.target);
    this.#aimSun(0, 0);
  }

  #aimSun(a: number, b: number): void {
    const side = new Vector3(0, 0, 1).cross(this.#sunTowards).normalize();
    const rise = this.#sunTowards.clone().cross(side);
    this.#sun.position
      .copy(this.#sunTowards)
      .addScaledVector(side, a * SUN_SOFTNESS)
      .addScaledVector(rise, b * SUN_SOFTNESS)
      .multiplyScalar(12)
      .add(this.#middle);
  }

  /** What glossy things mirror: the room itself, seen from its middle. */
  #reflectRoom(): void {
    const cube = new WebGLCubeRenderTarget(256, { type: HalfFloatType, generateMipmaps: true });
    const eye = new CubeCamera(0.05, 30, cube);
    eye.position.copy(this.#middle);
    this.#renderer.autoClear = true;
    const generator = new PMREMGenerator(this.#renderer);
    this.#scene.environment = generator.fromScene(new Scene()).texture;
    eye.update(this.#renderer, this.#scene);
    this.#scene.environment = generator.fromCubemap(cube.texture).texture;
    this.#renderer.autoClear = false;
  }

  /** The mean of the views from `poses`, developed: RGBA bytes, bottom row first. */
  picture(poses: CameraPose[]): Uint8Array {
    const renderer = this.#renderer;
    const { width, height } = IMAGE_SIZE;
    renderer.setRenderTarget(this.#sum);
    renderer.setClearColor(0, 0);
    renderer.clear();
    poses.forEach((pose, i) => {
      const [a, b] = [halton(i + 1, 2) - 0.5, halton(i + 1, 3) - 0.5];
      this.#aimSun(2 * halton(i + 1, 5) - 1, 2 * halton(i + 1, 7) - 1);
      renderer.setRenderTarget(this.#frame);
      renderer.clear();
      renderer.render(this.#scene, cameraAt(pose, IMAGE_CAMERA, a, b));
      renderer.setRenderTarget(this.#sum);
      this.#add(renderer, this.#frame, 1 / poses.length, imageMotion(pose, poses[i + 1] ?? pose));
    });
    renderer.setRenderTarget(null);
    this.#develop(renderer, this.#sum, 1, [0, 0]);
    const pixels = new Uint8Array(width * height * 4);
    const gl = renderer.getContext();
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  }

  /** Distance along the view axis in millimetres, top row first; 0 where there is nothing. */
  depth(pose: CameraPose): Uint16Array {
    const renderer = this.#renderer;
    const { width, height } = DEPTH_SIZE;
    renderer.setRenderTarget(this.#depth);
    renderer.setClearColor(0, 0);
    renderer.clear();
    this.#scene.overrideMaterial = this.#measure;
    renderer.render(this.#scene, cameraAt(pose, DEPTH_CAMERA, 0, 0));
    this.#scene.overrideMaterial = null;
    const meters = new Float32Array(width * height * 4);
    renderer.readRenderTargetPixels(this.#depth, 0, 0, width, height, meters);
    return Uint16Array.from({ length: width * height }, (_, i) => {
      const row = height - 1 - Math.floor(i / width);
      return Math.round(1000 * meters[4 * (row * width + (i % width))]!);
    });
  }

  dispose(): void {
    this.#renderer.dispose();
  }
}

function middleOf(positions: Float32Array): Vector3 {
  const low = new Vector3(Infinity, Infinity, Infinity);
  const high = low.clone().negate();
  const point = new Vector3();
  for (let i = 0; i < positions.length; i += 3) {
    point.fromArray(positions, i);
    low.min(point);
    high.max(point);
  }
  return low.add(high).multiplyScalar(0.5);
}
