import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { seededRandom } from "#core/random.ts";
import { Annotation } from "#core/scene/annotation.ts";
import { verticesOfSegments } from "#core/scene/object-points.ts";
import { readPackedDepth } from "#server/frame/packed-depth.ts";
import { readJsonList } from "#server/scene/read-json-list.ts";
import { readPly } from "#server/scene/read-ply.ts";

const annotationMegabytes = 60;
const vertices = 1_500_000;
const faces = 2 * vertices;
const depthFrames = 600;
const depthReads = 200;
const pixels = 256 * 192;

/** What a child process does with the file it is given. Returns how many things it did. */
const measures: Record<string, (path: string) => Promise<number>> = {
  nothing: async () => 1,
  "annotation by the studio": async (path) => (await readObjects(path)).length,
  "annotation by JSON.parse": async (path) =>
    (JSON.parse(readFileSync(path, "utf8")) as { segGroups: unknown[] }).segGroups.length,
  "annotation and owners of vertices": async (path) => {
    const segments = (await readObjects(path)).map((object) => object.segments);
    const identity = new Uint32Array(vertices).map((_, vertex) => vertex);
    return verticesOfSegments(identity, segments).length;
  },
  "mesh by the studio": async (path) => (await readPly(path)).faces.length / 3,
  "mesh, bytes only": async (path) => readFileSync(path).length,
  "depth by the studio, at random": (path) => readFrames(path, randomFrames()),
  "depth by the studio, in order": (path) => readFrames(path, orderedFrames()),
  "depth, bytes only": async (path) => {
    const file = openSync(path, "r");
    for (const frame of randomFrames())
      readSync(file, Buffer.alloc(2 * pixels), 0, 2 * pixels, 2 * pixels * frame);
    closeSync(file);
    return depthReads;
  },
};

const [measure, file] = process.argv.slice(2);
if (measure && file) await measureHere(measure, file);
else runAll();

async function measureHere(name: string, path: string): Promise<void> {
  const before = process.cpuUsage();
  const done = await measures[name]!(path);
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, peakMegabytes, done }));
}

function runAll(): void {
  const folder = mkdtempSync(join(tmpdir(), "gsi-bench-"));
  const made = (name: string, parts: Iterable<string | Uint8Array>) => {
    const path = join(folder, name);
    for (const part of parts) writeFileSync(path, part, { flag: "a" });
    return path;
  };
  try {
    console.log(
      "A process of its own for each line: processor time, and the most memory (RSS) it ever had\n",
    );
    line("nothing", measured("nothing", folder));

    console.log(`\nsegments_anno.json of ${annotationMegabytes} MB`);
    const annotation = made("segments_anno.json", annotationParts());
    const studio = measured("annotation by the studio", annotation);
    const parse = measured("annotation by JSON.parse", annotation);
    line("read and checked by the studio", studio);
    line("and its vertices found", measured("annotation and owners of vertices", annotation));
    line("baseline: JSON.parse of the file", parse);
    ratio(studio, parse);

    console.log(
      `\nBinary PLY of ${vertices.toLocaleString("en-US")} vertices and ${faces.toLocaleString("en-US")} faces`,
    );
    const mesh = made("mesh.ply", meshParts());
    const ply = measured("mesh by the studio", mesh);
    const bytes = measured("mesh, bytes only", mesh);
    line("read and checked by the studio", ply);
    line("baseline: the bytes alone", bytes);
    ratio(ply, bytes);

    console.log(`\ndepth.bin of ${depthFrames} frames, ${depthReads} of them read`);
    const base = measured("depth, bytes only", made("raw.bin", rawFrames()));
    const lz4 = measured(
      "depth by the studio, at random",
      made("lz4.bin", framed(literalBlocks())),
    );
    const deflated = made("deflate.bin", framed(deflatedBlocks()));
    const stream = made("stream.bin", [
      deflateRawSync(Buffer.concat([...floatFrames()]), { level: 1 }),
    ]);
    depthLine("LZ4 blocks, at random", lz4);
    depthLine("DEFLATE blocks, at random", measured("depth by the studio, at random", deflated));
    depthLine("one DEFLATE stream, in order", measured("depth by the studio, in order", stream));
    depthLine("baseline: as many bytes at random", base);
    ratio(lz4, base);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Measured = { milliseconds: number; peakMegabytes: number; done: number };

function measured(name: string, path: string): Measured {
  const output = execFileSync(process.execPath, [import.meta.filename, name, path], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Measured;
}

async function readObjects(path: string) {
  const annotation = new Annotation();
  for await (const groups of readJsonList(path, "segGroups"))
    for (const group of groups) annotation.add(group);
  return annotation.objects;
}

async function readFrames(path: string, frames: readonly number[]): Promise<number> {
  for (const frame of frames) await readPackedDepth(path, frame);
  return frames.length;
}

function randomFrames(): number[] {
  const random = seededRandom(1, "depth frames");
  return Array.from({ length: depthReads }, () => Math.floor(random.next() * depthFrames));
}

function orderedFrames(): number[] {
  return Array.from({ length: depthReads }, (_, i) => Math.floor((i * depthFrames) / depthReads));
}

/** A hundred objects of as many vertices each as make up the size. */
function* annotationParts(): Generator<string> {
  const objects = 100;
  const bytesPerObject = (annotationMegabytes * 1e6) / objects;
  const random = seededRandom(1, "annotation");
  const obb = {
    centroid: [0, 0, 0.5],
    axesLengths: [1, 1, 1],
    normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  yield '{"sceneId":"made up","segGroups":[';
  for (let objectId = 1; objectId <= objects; objectId++) {
    const segments: number[] = [];
    for (let bytes = 0; bytes < bytesPerObject;) {
      const segment = Math.floor(random.next() * vertices);
      segments.push(segment);
      bytes += String(segment).length + 1;
    }
    yield `${objectId > 1 ? "," : ""}${JSON.stringify({ objectId, label: "chair", segments, obb })}`;
  }
  yield "]}";
}

function* meshParts(): Generator<string | Uint8Array> {
  const float = ["x", "y", "z"].map((name) => `property float ${name}\n`);
  const uchar = ["red", "green", "blue"].map((name) => `property uchar ${name}\n`);
  yield `ply\nformat binary_little_endian 1.0\nelement vertex ${vertices}\n${float.join("")}${uchar.join("")}`;
  yield `element face ${faces}\nproperty list uchar int vertex_indices\nend_header\n`;
  const points = Buffer.alloc(15 * vertices);
  for (let i = 0; i < vertices; i++)
    for (let axis = 0; axis < 3; axis++)
      points.writeFloatLE((i * (axis + 1)) % 7, 15 * i + 4 * axis);
  yield points;
  const triangles = Buffer.alloc(13 * faces);
  for (let i = 0; i < faces; i++) {
    triangles[13 * i] = 3;
    for (let corner = 0; corner < 3; corner++)
      triangles.writeInt32LE((i + corner) % vertices, 13 * i + 1 + 4 * corner);
  }
  yield triangles;
}

/** Frames of a slope with some noise, millimetres. */
function* rawFrames(): Generator<Uint8Array> {
  const random = seededRandom(1, "depth");
  const noise = Array.from({ length: 997 }, () => Math.floor(random.next() * 8));
  for (let frame = 0; frame < depthFrames; frame++) {
    const frameMillimeters = Uint16Array.from(
      { length: pixels },
      (_, pixel) => 1500 + frame + Math.floor(pixel / 100) + noise[pixel % 997]!,
    );
    yield new Uint8Array(frameMillimeters.buffer);
  }
}

function* floatFrames(): Generator<Uint8Array> {
  for (const frame of rawFrames()) {
    const meters = Float32Array.from(new Uint16Array(frame.buffer), (value) => value / 1000);
    yield new Uint8Array(meters.buffer);
  }
}

function* deflatedBlocks(): Generator<Uint8Array> {
  for (const frame of floatFrames()) yield deflateRawSync(frame, { level: 1 });
}

/** LZ4 blocks without a match: as large as they get. */
function* literalBlocks(): Generator<Uint8Array> {
  for (const frame of rawFrames()) {
    const rest = frame.length - 15;
    const lengths = Buffer.alloc(Math.floor(rest / 255) + 1, 255);
    lengths[lengths.length - 1] = rest % 255;
    yield Buffer.concat([Buffer.from([0xf0]), lengths, frame]);
  }
}

function* framed(blocks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const block of blocks) {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(block.length);
    yield length;
    yield block;
  }
}

function line(name: string, { milliseconds, peakMegabytes }: Measured): void {
  const seconds = `${(milliseconds / 1000).toFixed(2)} s`;
  console.log(
    `  ${name.padEnd(36)}${seconds.padStart(8)}${`${Math.round(peakMegabytes)} MB`.padStart(9)}`,
  );
}

function depthLine(name: string, { milliseconds, peakMegabytes, done }: Measured): void {
  const each = `${(milliseconds / done).toFixed(2)} ms each`;
  console.log(
    `  ${name.padEnd(36)}${each.padStart(14)}${`${Math.round(peakMegabytes)} MB`.padStart(9)}`,
  );
}

function ratio(studio: Measured, baseline: Measured): void {
  const time = (studio.milliseconds / baseline.milliseconds).toFixed(2);
  const memory = (studio.peakMegabytes / baseline.peakMegabytes).toFixed(2);
  console.log(`  ${"ratio to the baseline".padEnd(36)}time ${time}, memory ${memory}`);
}
