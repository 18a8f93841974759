import {
  CanvasTexture,
  Color,
  DoubleSide,
  FrontSide,
  MeshStandardMaterial,
  RepeatWrapping,
  SRGBColorSpace,
} from "three";

import type { Triple } from "./mesh-writer.ts";
import type { Picture } from "./picture.ts";

/** How light goes through: `shade` lets lamp light pass dimmed, `pane` is a window that shines, `leaf` is thin and lit on both sides. */
export type SurfaceKind = "solid" | "leaf" | "shade" | "pane";

export type Surface = {
  name: string;
  kind: SurfaceKind;
  /** Texture coordinates run 0 to 1 over the face; otherwise they are metres. */
  fitted: boolean;
  tileMeters: number;
  /** Mean linear colour, for light that bounces off. */
  albedo: Triple;
  picture: Picture | null;
  material: MeshStandardMaterial;
};

export type SurfaceOptions = {
  color?: string;
  picture?: Picture;
  fitted?: boolean;
  tileMeters?: number;
  roughness?: number;
  metalness?: number;
  bump?: number;
  kind?: SurfaceKind;
  glow?: number;
};

const surfaces = new Map<string, Surface>();

/** Makes a surface once per name; the first call's options count. */
export function surface(name: string, options: () => SurfaceOptions): Surface {
  const known = surfaces.get(name);
  if (known) return known;
  const made = makeSurface(name, options());
  surfaces.set(name, made);
  return made;
}

function makeSurface(name: string, options: SurfaceOptions): Surface {
  const { picture, fitted = false, tileMeters = 1, kind = "solid" } = options;
  const color = new Color(options.color ?? "#ffffff");
  const material = new MeshStandardMaterial({
    color,
    roughness: options.roughness ?? 0.8,
    metalness: options.metalness ?? 0,
    vertexColors: true,
    side: kind === "leaf" || kind === "shade" ? DoubleSide : FrontSide,
    shadowSide: DoubleSide,
  });
  if (picture) {
    const texture = new CanvasTexture(picture.canvas);
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = 2;
    if (!fitted) {
      texture.wrapS = texture.wrapT = RepeatWrapping;
      texture.repeat.setScalar(1 / tileMeters);
    }
    material.map = texture;
    if (options.bump) {
      material.bumpMap = texture;
      material.bumpScale = options.bump;
    }
  }
  if (options.glow) {
    material.emissive = color.clone();
    material.emissiveIntensity = options.glow;
    if (material.map) material.emissiveMap = material.map;
  }
  const mean = picture?.meanLinear ?? [1, 1, 1];
  const albedo: Triple = [color.r * mean[0], color.g * mean[1], color.b * mean[2]];
  return { name, kind, fitted, tileMeters, albedo, picture: picture ?? null, material };
}
