import {
  AdditiveBlending,
  Camera,
  Mesh,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from "three";

import { IMAGE_SIZE } from "./camera.ts";

export type Pass = (
  renderer: WebGLRenderer,
  from: WebGLRenderTarget,
  weight: number,
  motion: [number, number],
) => void;

/** One view, drawn out along the way the image moves until the next one, so that few views make a smooth blur. */
const SMEAR = `
  vec4 sum = vec4(0.0);
  for (int i = -3; i <= 3; i++) sum += texture2D(picture, at + motion * float(i) / 7.0);
  gl_FragColor = sum * weight / 7.0;`;

/** A phone's picture: corners a little darker, edges sharpened, colours a little stronger. */
const DEVELOP = `
  vec2 fromMiddle = at - 0.5;
  vec3 seen = developed(at);
  vec3 around = (developed(at + vec2(texel.x, 0.0)) + developed(at - vec2(texel.x, 0.0)) + developed(at + vec2(0.0, texel.y)) + developed(at - vec2(0.0, texel.y))) / 4.0;
  seen += SHARPENING * (seen - around);
  seen = mix(vec3(dot(seen, vec3(0.3, 0.59, 0.11))), seen, 1.22);
  seen = mix(seen, seen * seen * (3.0 - 2.0 * seen), 0.35);
  gl_FragColor = vec4(seen * (1.0 - 0.2 * dot(fromMiddle, fromMiddle)), 1.0);`;

/** Adds a view to the current target. */
export function addingPass(): Pass {
  return fullScreenPass(SMEAR, true);
}

/** Makes the photo of the summed light. */
export function developingPass(): Pass {
  return fullScreenPass(DEVELOP, false);
}

/** A pass that reads one target and writes the current one. */
function fullScreenPass(body: string, adding: boolean): Pass {
  const material = new ShaderMaterial({
    uniforms: { picture: { value: null }, weight: { value: 1 }, motion: { value: [0, 0] } },
    vertexShader:
      "varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader: `
      varying vec2 at;
      uniform sampler2D picture;
      uniform float weight;
      uniform vec2 motion;
      const vec2 texel = 1.0 / vec2(${IMAGE_SIZE.width}.0, ${IMAGE_SIZE.height}.0);
      const float SHARPENING = 0.9;
      vec3 developed(vec2 place) {
        vec3 linear = texture2D(picture, place).rgb;
        #ifdef TONE_MAPPING
          linear = toneMapping(linear);
        #endif
        return sRGBTransferOETF(vec4(clamp(linear, 0.0, 1.0), 1.0)).rgb;
      }
      void main() { ${body} }`,
    depthTest: false,
    depthWrite: false,
    ...(adding ? { blending: AdditiveBlending, premultipliedAlpha: true, transparent: true } : {}),
    toneMapped: !adding,
  });
  const scene = new Scene();
  const quad = new Mesh(new PlaneGeometry(2, 2), material);
  quad.frustumCulled = false;
  scene.add(quad);
  const camera = new Camera();
  return (renderer, from, weight, motion) => {
    material.uniforms.picture!.value = from.texture;
    material.uniforms.weight!.value = weight;
    material.uniforms.motion!.value = motion;
    renderer.render(scene, camera);
  };
}
