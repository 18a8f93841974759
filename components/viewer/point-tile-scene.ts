import type { PerspectiveCamera } from "three";
import {
  BufferAttribute,
  BufferGeometry,
  Frustum,
  Group,
  Matrix4,
  Points,
  PointsMaterial,
  Sphere,
  Vector3,
} from "three";
import type { PointBounds } from "#core/scene/point-grid.ts";
import { decodePointTile, tileColumns, tileFrame } from "#core/scene/point-tile-bytes.ts";
import type { PointTile, PointTileIndex } from "#core/scene/point-tile-index.ts";
import type { PointView } from "#core/scene/select-point-tiles.ts";
import { cutawayOf, roomOf, unlimited } from "./cutaway.ts";
import { pointSizeLimits, pointSizeMeters } from "./point-size.ts";
import { loadPointTile } from "./point-tile-store.ts";
import { PointTileStream } from "./point-tile-stream.ts";

/** The points of a scan in a three.js group: the tiles that a camera needs, cut open where it looks in from outside. */
export class PointTileScene {
  readonly group = new Group();
  readonly #index: PointTileIndex;
  readonly #stream: PointTileStream<Points>;
  readonly #limits = {
    limitMin: { value: new Vector3().setScalar(-unlimited) },
    limitMax: { value: new Vector3().setScalar(unlimited) },
  };
  readonly #material: PointsMaterial;
  #room: PointBounds | null = null;

  constructor(
    index: PointTileIndex,
    budget: number,
    events: { onChange: () => void; onFailed: () => void },
  ) {
    this.#index = index;
    this.#material = this.#makeMaterial();
    this.#stream = new PointTileStream<Points>({
      ...events,
      index,
      budget,
      load: (tile, signal) => this.#load(tile, signal),
      free: (points) => points.geometry.dispose(),
    });
  }

  /** Shows what this camera needs, as far as it has arrived. */
  look(camera: PerspectiveCamera, heightPixels: number): void {
    const view = viewOf(camera, heightPixels);
    const drawn = this.#stream.look(view);
    const finest = drawn.reduce(
      (least, { userData }) => Math.min(least, (userData as TileData).spacingMeters),
      Infinity,
    );
    this.#material.size = pointSizeMeters(finest);
    if (this.#room) {
      const { min, max } = cutawayOf(this.#room, view.eye);
      this.#limits.limitMin.value.set(...min);
      this.#limits.limitMax.value.set(...max);
    }
    this.group.children = drawn;
  }

  /** Gives everything up. */
  close(): void {
    this.group.clear();
    this.#stream.close();
    this.#material.dispose();
  }

  /** A tile as it goes to the graphics card: whole numbers as they are stored, placed by its matrix. */
  async #load(tile: PointTile, signal: AbortSignal): Promise<Points> {
    const { grid } = this.#index;
    const bytes = await loadPointTile(tile, signal);
    if (tile.parent === null) this.#room = roomOf(decodePointTile(grid, tile, bytes).positions);
    const { positions, colors } = tileColumns(bytes, tile.count);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(positions, 4, true));
    geometry.setAttribute("color", new BufferAttribute(colors, 4, true));
    const points = new Points(geometry, this.#material);
    const { offset, scale } = tileFrame(grid, tile);
    points.position.set(...offset);
    points.scale.setScalar(scale);
    // For the plans beside the view that the tiles were chosen for: they show little of the room.
    geometry.boundingSphere = tileSphere;
    points.raycast = () => {};
    points.userData = { spacingMeters: tile.spacingMeters } satisfies TileData;
    return points;
  }

  /** Keeps the size of points within its limits, and leaves out those beyond the limits of the cutaway. */
  #makeMaterial(): PointsMaterial {
    const material = new PointsMaterial({ vertexColors: true, sizeAttenuation: true });
    material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, this.#limits);
      shader.vertexShader = shader.vertexShader
        .replace("void main() {", "uniform vec3 limitMin;\nuniform vec3 limitMax;\nvoid main() {")
        .replace(
          "#include <logdepthbuf_vertex>",
          `if (!isPerspectiveMatrix(projectionMatrix)) gl_PointSize = size * scale * projectionMatrix[1][1];
          ${pointSizeLimits}
          vec3 place = (modelMatrix * vec4(transformed, 1.0)).xyz;
          if (any(lessThan(place, limitMin)) || any(greaterThan(place, limitMax)))
            gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
          #include <logdepthbuf_vertex>`,
        );
    };
    return material;
  }
}

/** Around a tile's cube in its own measure, from 0 to 1 along each axis. */
const tileSphere = new Sphere(new Vector3(0.5, 0.5, 0.5), Math.sqrt(3) / 2);

type TileData = { spacingMeters: number };

const frustum = new Frustum();
const projection = new Matrix4();

/** What a camera sees whose pane has this height, CSS pixels. */
export function viewOf(camera: PerspectiveCamera, heightPixels: number): PointView {
  projection.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  frustum.setFromProjectionMatrix(projection);
  const { x, y, z } = camera.position;
  return {
    eye: [x, y, z],
    planes: frustum.planes.map(({ normal, constant }) => [normal.x, normal.y, normal.z, constant]),
    pixelsPerRadian: heightPixels / (2 * Math.tan((camera.fov * Math.PI) / 360)),
  };
}
