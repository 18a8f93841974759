import { fractalNoise } from "./noise.ts";
import { drawn, mix, type Picture, rgb, scaled, shaded } from "./picture.ts";
import { between, seededRandom } from "./random.ts";
import type { Triple } from "./mesh-writer.ts";

/** A woven rug: border bands and rows of diamonds; the long side runs along u. */
export function rugPattern(ground: string, figure: string, accent: string): Picture {
  const [a, b, c] = [rgb(ground), rgb(figure), rgb(accent)];
  return shaded(1024, 716, (u, v) => {
    const [x, y] = [u * 1.43, v];
    const edge = Math.min(x, 1.43 - x, y, 1 - y);
    let color: Triple = a;
    if (edge < 0.02) color = b;
    else if (edge < 0.05) color = a;
    else if (edge < 0.115)
      color = (Math.floor((x + y) * 22) + Math.floor((x - y + 2) * 22)) % 2 === 0 ? b : c;
    else if (edge < 0.13) color = b;
    else {
      const [p, q] = [((x - 0.13) / 0.234) % 1, ((y - 0.13) / 0.185) % 1];
      const diamond = Math.abs(p - 0.5) + Math.abs(q - 0.5);
      if (diamond < 0.12) color = c;
      else if (diamond < 0.22) color = a;
      else if (diamond < 0.36) color = b;
      else if (diamond > 0.86) color = c;
    }
    const knot = 0.86 + 0.14 * Math.sin(u * 1024 * 0.9) * Math.sin(v * 716 * 0.9);
    return scaled(color, knot * (0.86 + 0.28 * fractalNoise(u, v, 60, 42, 3, 3)));
  });
}

/** Hills behind hills under a low sun. */
export function hillsPainting(): Picture {
  return drawn(640, 460, (context) => {
    const sky = context.createLinearGradient(0, 0, 0, 320);
    ["#2f5d7c", "#8fb3b5", "#f3d3a0", "#ef9d6b"].forEach((color, i) =>
      sky.addColorStop(i / 3, color),
    );
    context.fillStyle = sky;
    context.fillRect(0, 0, 640, 460);
    context.fillStyle = "#fff0c9";
    context.beginPath();
    context.arc(450, 210, 42, 0, 2 * Math.PI);
    context.fill();
    ["#7d93a0", "#5c7c82", "#446a62", "#2f5444", "#1f3b30"].forEach((color, layer) => {
      context.fillStyle = color;
      context.beginPath();
      context.moveTo(0, 460);
      for (let x = 0; x <= 640; x += 4)
        context.lineTo(
          x,
          225 +
            layer * 46 -
            62 * fractalNoise(x / 640, 0.3, 5, 2, 4, 20 + layer) * (1.2 - layer * 0.1),
        );
      context.lineTo(640, 460);
      context.fill();
    });
    strokes(context, 640, 460, 1800, "hills");
  });
}

/** Overlapping discs and bars. */
export function shapesPainting(): Picture {
  return drawn(480, 640, (context) => {
    context.fillStyle = "#efe6d6";
    context.fillRect(0, 0, 480, 640);
    const colors = ["#c8553d", "#2d4654", "#e3b23c", "#588b8b", "#1d1d1f"];
    const discs: [number, number, number, number][] = [
      [180, 220, 130, 0],
      [310, 340, 110, 1],
      [160, 430, 82, 2],
      [330, 150, 62, 3],
    ];
    context.globalAlpha = 0.92;
    for (const [x, y, radius, color] of discs) {
      context.fillStyle = colors[color]!;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = colors[4]!;
    context.fillRect(70, 520, 340, 9);
    context.fillRect(236, 80, 7, 440);
    context.globalAlpha = 1;
    strokes(context, 480, 640, 1400, "shapes");
  });
}

/** A pressed branch with leaves. */
export function botanicalPainting(): Picture {
  return drawn(480, 640, (context) => {
    context.fillStyle = "#f4efe2";
    context.fillRect(0, 0, 480, 640);
    context.strokeStyle = "#4a5a36";
    context.lineWidth = 5;
    context.beginPath();
    context.moveTo(235, 580);
    context.quadraticCurveTo(260, 320, 235, 90);
    context.stroke();
    for (let i = 0; i < 11; i++) {
      const y = 530 - i * 42;
      for (const side of [-1, 1]) {
        context.save();
        context.translate(243, y - (side > 0 ? 18 : 0));
        context.rotate(side * (0.95 - i * 0.03));
        context.fillStyle = i % 2 === 0 ? "#5d7d43" : "#7a9a55";
        context.beginPath();
        context.ellipse(0, -58 + i * 2, 17, 58 - i * 2, 0, 0, 2 * Math.PI);
        context.fill();
        context.restore();
      }
    }
    strokes(context, 480, 640, 900, "botanical");
  });
}

/** Short light and dark dashes, as of a dry brush. */
function strokes(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  count: number,
  name: string,
): void {
  const random = seededRandom(name);
  for (let i = 0; i < count; i++) {
    context.strokeStyle = random() < 0.5 ? "rgba(255,255,255,0.07)" : "rgba(0,0,0,0.07)";
    context.lineWidth = between(random, 1, 4);
    const [x, y] = [random() * width, random() * height];
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + between(random, -26, 26), y + between(random, -7, 7));
    context.stroke();
  }
}

/** An editor window full of code. */
export function editorScreen(): Picture {
  return drawn(960, 600, (context) => {
    const random = seededRandom("editor");
    context.fillStyle = "#1b2230";
    context.fillRect(0, 0, 960, 600);
    context.fillStyle = "#12161f";
    context.fillRect(0, 0, 190, 600);
    context.fillStyle = "#2a3346";
    context.fillRect(0, 0, 960, 26);
    const colors = ["#7fb4ff", "#ff9d76", "#a5e39b", "#d9c7ff", "#e9edf5", "#e9edf5", "#6b7890"];
    for (let line = 0; line < 26; line++) {
      let x = 214 + Math.floor(random() * 4) * 26;
      for (let word = 0; word < 2 + random() * 6; word++) {
        const width = between(random, 18, 90);
        context.fillStyle = colors[Math.floor(random() * colors.length)]!;
        if (x + width < 940) context.fillRect(x, 42 + line * 21, width, 9);
        x += width + 10;
      }
      context.fillStyle = "#5d6a82";
      if (line < 20)
        context.fillRect(20 + (line % 3) * 14, 42 + line * 26, between(random, 40, 110), 8);
    }
  });
}

/** A chart page, for the laptop. */
export function chartScreen(): Picture {
  return drawn(800, 500, (context) => {
    context.fillStyle = "#f4f6fa";
    context.fillRect(0, 0, 800, 500);
    context.fillStyle = "#2f6fde";
    context.fillRect(0, 0, 800, 44);
    const random = seededRandom("chart");
    for (let i = 0; i < 12; i++) {
      const height = between(random, 60, 260);
      context.fillStyle = i % 3 === 0 ? "#ef8354" : "#4f9d9d";
      context.fillRect(60 + i * 36, 430 - height, 24, height);
    }
    context.fillStyle = "#c9d1de";
    for (let i = 0; i < 9; i++) context.fillRect(540, 90 + i * 38, between(random, 120, 220), 14);
  });
}

export function keyboardKeys(columns: number, rows: number, ground: string, key: string): Picture {
  return drawn(columns * 40, rows * 40, (context) => {
    context.fillStyle = ground;
    context.fillRect(0, 0, columns * 40, rows * 40);
    context.fillStyle = key;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const space = row === rows - 1 && column > 3 && column < columns - 4;
        context.fillRect(column * 40 + (space ? 0 : 4), row * 40 + 4, space ? 40 : 32, 32);
      }
    context.fillStyle = "rgba(255,255,255,0.55)";
    for (let row = 0; row < rows - 1; row++)
      for (let column = 0; column < columns; column++)
        context.fillRect(column * 40 + 12, row * 40 + 13, 8, 8);
  });
}

/** A bright day outside: sky, a line of trees out of focus, grass. */
export function outdoors(): Picture {
  const [zenith, horizon, far, near, grass] = [
    rgb("#a9cdf2"),
    rgb("#eaf3fb"),
    rgb("#8fa98a"),
    rgb("#5e7d51"),
    rgb("#9db878"),
  ];
  return shaded(256, 256, (u, v) => {
    const crowns = 0.34 + 0.14 * fractalNoise(u, 0.2, 4, 2, 3, 31);
    if (v > crowns) {
      const cloud = Math.max(0, fractalNoise(u, v * 2, 4, 4, 4, 12) - 0.5) * 2.4;
      return mix(mix(horizon, zenith, v), [255, 255, 255], Math.min(1, cloud));
    }
    if (v > 0.2) return mix(near, far, 0.6 * fractalNoise(u, v, 12, 12, 3, 44) + (v - 0.2) * 1.5);
    return mix(grass, near, 0.5 * fractalNoise(u, v, 20, 30, 2, 8));
  });
}

export function clockFace(): Picture {
  return drawn(400, 400, (context) => {
    context.fillStyle = "#f6f2e8";
    context.fillRect(0, 0, 400, 400);
    context.translate(200, 200);
    context.fillStyle = "#22252b";
    for (let i = 0; i < 60; i++) {
      context.rotate(Math.PI / 30);
      if (i % 5 === 4) context.fillRect(-5, -178, 10, 34);
      else context.fillRect(-1.5, -178, 3, 12);
    }
  });
}
