import { Vector3 } from "three";

import type { Pane } from "./room.ts";
import type { Surface } from "./surface.ts";

/** Makes the material take its diffuse light from the `baked` attribute, dims its reflections where little light comes, and lets the sun in by the windows alone: shadow maps leak in corners. */
export function lightFromBake({ material }: Surface, mean: number, panes: Pane[]): void {
  material.onBeforeCompile = (shader) => {
    shader.uniforms.meanLight = { value: mean };
    shader.uniforms.panes = {
      value: panes.flatMap((pane) =>
        [pane.middle, pane.halfRight, pane.halfUp].map((v) => new Vector3(...v)),
      ),
    };
    shader.vertexShader = shader.vertexShader
      .replace(
        "#include <common>",
        "#include <common>\nattribute vec3 baked;\nvarying vec3 vBaked;\nvarying vec3 vRoom;",
      )
      .replace(
        "#include <begin_vertex>",
        "#include <begin_vertex>\nvBaked = baked;\nvRoom = position;",
      );
    shader.fragmentShader = shader.fragmentShader
      .replace(
        "#include <common>",
        `#include <common>
        varying vec3 vBaked;
        varying vec3 vRoom;
        uniform float meanLight;
        uniform vec3 panes[${3 * panes.length}];
        float throughPane(vec3 towards, vec3 middle, vec3 right, vec3 up) {
          vec3 facing = cross(right, up);
          float far = dot(middle - vRoom, facing) / dot(towards, facing);
          vec3 at = vRoom + far * towards - middle;
          return far > 0.0 && abs(dot(at, right)) < dot(right, right) && abs(dot(at, up)) < dot(up, up) ? 1.0 : 0.0;
        }`,
      )
      .replace(
        "#include <lights_fragment_begin>",
        `#include <lights_fragment_begin>
        vec3 towardsSun = inverseTransformDirection(directionalLights[0].direction, viewMatrix);
        float sunlit = 0.0;
        for (int i = 0; i < ${panes.length}; i++) sunlit += throughPane(towardsSun, panes[3 * i], panes[3 * i + 1], panes[3 * i + 2]);
        reflectedLight.directDiffuse *= sunlit;
        reflectedLight.directSpecular *= sunlit;`,
      )
      .replace(
        "#include <lights_fragment_maps>",
        `#include <lights_fragment_maps>
        iblIrradiance = vBaked;
        radiance *= clamp(dot(vBaked, vec3(0.3, 0.6, 0.1)) / meanLight, 0.05, 1.1);`,
      );
  };
}
