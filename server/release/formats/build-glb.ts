import type { Material, Node, Primitive } from "@gltf-transform/core";
import { Document, VertexLayout, WebIO } from "@gltf-transform/core";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxEdges, cornerSigns } from "#core/geometry/oriented-box.ts";
import { perspectiveView } from "#core/geometry/perspective-view.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { nearPlaneMeters, unprojectPixel } from "#core/geometry/projection.ts";
import type { Quaternion } from "#core/geometry/quaternion.ts";
import { multiplyQuaternions, rotate } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";

/** What a 3D file of a sample shows. */
export type GlbContent = {
  readonly sampleId: string;
  readonly label: string;
  readonly operation: string;
  readonly instruction: string;
  readonly intrinsics: Intrinsics;
  /** Null where it is not known: then the camera is the origin, and there are no points. */
  readonly cameraFromWorld: CameraFromWorld | null;
  readonly before: BoxInCamera;
  /** Null where the object is removed. */
  readonly after: BoxInCamera | null;
  /** Of the scan world. */
  readonly points: PointCloud | null;
};

/** sRGB; the studio's colours of the two boxes. */
const colors = {
  before: [0x22, 0xe0, 0x6b],
  after: [0xff, 0x3d, 0xf2],
  camera: [0x80, 0x80, 0x80],
};

/** Kinds of primitive. Source: glTF 2.0, 5.24.4. */
const modes = { points: 0, lines: 1 } as const;

/** How far the drawn pyramid of the camera reaches. */
const frustumMeters = 0.3;

/** From an OpenCV camera (x right, y down, z forward) to a glTF camera (x right, y up, z backward), and back. */
const flipped: Quaternion = [1, 0, 0, 0];
/** From the scan world (z up) to that of the file (y up). */
const yUp: Quaternion = [-Math.SQRT1_2, 0, 0, Math.SQRT1_2];

/**
 * A binary glTF 2.0 file of one sample, metres. Its world is the scan's with y up. The node `photo` stands
 * where the camera stood and holds the camera, the drawn pyramid and the boxes, which are edges along the
 * axes of their own nodes. The same content gives the same bytes.
 */
export async function buildGlb(content: GlbContent): Promise<Uint8Array> {
  const { intrinsics, before, after, points } = content;
  const document = new Document();
  document.createBuffer();
  const scene = document.createScene(content.sampleId);
  document.getRoot().setDefaultScene(scene);
  const photo = photoNode(document, content);
  scene.addChild(photo);
  photo.addChild(cameraNode(document, intrinsics));
  photo.addChild(frustumNode(document, intrinsics));
  photo.addChild(boxNode(document, "box before", before, colors.before, content));
  if (after) photo.addChild(boxNode(document, "box after", after, colors.after, content));
  if (points && points.positions.length > 0) scene.addChild(pointsNode(document, points));
  return new WebIO().setVertexLayout(VertexLayout.SEPARATE).writeBinary(document);
}

function photoNode(document: Document, content: GlbContent): Node {
  const { sampleId, label, operation, instruction, cameraFromWorld } = content;
  const node = document
    .createNode("photo")
    .setExtras({ sampleId, label, operation, instruction, lengthUnit: "metre" });
  if (!cameraFromWorld) return node;
  const worldFromCamera = invert(cameraFromWorld);
  return node
    .setTranslation([...rotate<Vec3>(yUp, worldFromCamera.translation)])
    .setRotation([
      ...multiplyQuaternions(yUp, multiplyQuaternions(worldFromCamera.rotation, flipped)),
    ]);
}

function cameraNode(document: Document, intrinsics: Intrinsics): Node {
  const { verticalFov, aspectRatio, ...photoInView } = perspectiveView(intrinsics);
  const camera = document
    .createCamera("camera")
    .setType("perspective")
    .setYFov(verticalFov)
    .setAspectRatio(aspectRatio)
    .setZNear(nearPlaneMeters)
    .setExtras({
      photoInView,
      photoSize: [intrinsics.width, intrinsics.height],
      k: matrixFromIntrinsics(intrinsics),
    });
  return document.createNode("camera").setCamera(camera);
}

function frustumNode(document: Document, k: Intrinsics): Node {
  const [right, bottom] = [k.width - 0.5, k.height - 0.5];
  const corners: Pixel[] = [
    [-0.5, -0.5],
    [right, -0.5],
    [right, bottom],
    [-0.5, bottom],
  ];
  const places = corners.map((pixel) =>
    rotate<Vec3>(flipped, unprojectPixel(k, pixel, frustumMeters)),
  );
  const edges = [0, 1, 2, 3].flatMap((corner) => [
    [0, corner + 1],
    [corner + 1, ((corner + 1) % 4) + 1],
  ]);
  return lineNode(document, "camera frustum", [[0, 0, 0], ...places], edges, colors.camera);
}

function boxNode(
  document: Document,
  name: string,
  { center, size, rotation }: BoxInCamera,
  color: readonly number[],
  { label, operation }: GlbContent,
): Node {
  const places = cornerSigns.map(([x, y, z]): Vec3 => [
    (x * size[0]) / 2,
    (y * size[1]) / 2,
    (z * size[2]) / 2,
  ]);
  return lineNode(document, name, places, boxEdges, color)
    .setTranslation([...rotate<Vec3>(flipped, center)])
    .setRotation([...multiplyQuaternions(flipped, rotation)])
    .setExtras({ label, operation, sizeMeters: [...size] });
}

function lineNode(
  document: Document,
  name: string,
  places: readonly Vec3[],
  edges: readonly (readonly number[])[],
  color: readonly number[],
): Node {
  const primitive = document
    .createPrimitive()
    .setMode(modes.lines)
    .setAttribute("POSITION", positions(document, Float32Array.from(places.flat())))
    .setIndices(
      document.createAccessor().setType("SCALAR").setArray(Uint16Array.from(edges.flat())),
    )
    .setMaterial(materialOf(document, name, color));
  return meshNode(document, name, primitive);
}

function pointsNode(document: Document, cloud: PointCloud): Node {
  const places = new Float32Array(cloud.positions.length);
  const shades = new Uint16Array((cloud.positions.length / 3) * 4);
  for (let i = 0; i < cloud.positions.length / 3; i++) {
    places[3 * i] = cloud.positions[3 * i]!;
    places[3 * i + 1] = cloud.positions[3 * i + 2]!;
    places[3 * i + 2] = -cloud.positions[3 * i + 1]!;
    for (let channel = 0; channel < 3; channel++)
      shades[4 * i + channel] = shadeOf[cloud.colors[3 * i + channel]!]!;
    // The fourth keeps rows aligned.
    shades[4 * i + 3] = 65_535;
  }
  const primitive = document
    .createPrimitive()
    .setMode(modes.points)
    .setAttribute("POSITION", positions(document, places))
    .setAttribute(
      "COLOR_0",
      document.createAccessor().setType("VEC4").setNormalized(true).setArray(shades),
    )
    .setMaterial(materialOf(document, "points", [255, 255, 255]));
  return meshNode(document, "points", primitive).setExtras({ points: places.length / 3 });
}

function positions(document: Document, values: Float32Array<ArrayBuffer>) {
  return document.createAccessor().setType("VEC3").setArray(values);
}

function meshNode(document: Document, name: string, primitive: Primitive): Node {
  return document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
}

function materialOf(document: Document, name: string, [r, g, b]: readonly number[]): Material {
  return document
    .createMaterial(name)
    .setBaseColorFactor([lightOf(r!), lightOf(g!), lightOf(b!), 1])
    .setMetallicFactor(0)
    .setRoughnessFactor(1);
}

/** Linear light, 0 to 1, of an sRGB value, 0 to 255. Source: IEC 61966-2-1. */
function lightOf(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Linear light of every sRGB value in 16 bits: the dark half of sRGB has few steps in linear light. */
const shadeOf = Uint16Array.from({ length: 256 }, (_, value) =>
  Math.round(65_535 * lightOf(value)),
);
