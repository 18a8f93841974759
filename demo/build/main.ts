import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";

import { findBrowser, GL_ARGS } from "../../scripts/browser.mjs";
import { writeDepth, writePhoto } from "./encode-frame.ts";
import type { BakeQuality } from "./page/bake-light.ts";
import { INTRINSICS } from "./page/camera.ts";
import type { OpenedRoom } from "./page/studio.ts";
import { type PageServer, startPageServer } from "./page-server.ts";
import { alignedPose, sessionPose } from "./world-frame.ts";
import { writeScan } from "./write-scan.ts";

const ROOMS = ["living-room", "kitchen"];
const FRAMES_PER_ROOM = 48;
const VIDEO_FRAMES_APART = 10;
const VIDEO_FRAMES_PER_SECOND = 20;

const FINAL: BakeQuality = {
  windowRays: 36,
  lampRays: 12,
  firstBounceRays: 64,
  lastBounceRays: 288,
};
const DRAFT: BakeQuality = { windowRays: 4, lampRays: 2, firstBounceRays: 8, lastBounceRays: 24 };
const SCAN: BakeQuality = { windowRays: 16, lampRays: 6, firstBounceRays: 32, lastBounceRays: 72 };

const options = parseArgs({
  options: {
    out: { type: "string", default: fileURLToPath(new URL("../scenes", import.meta.url)) },
    room: { type: "string", multiple: true, default: ROOMS },
    frames: { type: "string" },
    draft: { type: "boolean", default: false },
  },
}).values;

const frames = options.frames
  ? options.frames.split(",").map(Number)
  : Array.from({ length: FRAMES_PER_ROOM }, (_, i) => i);

const { path, how } = await findBrowser();
console.log(`browser: ${how}`);
const server = await startPageServer();
const browser = await chromium.launch({ executablePath: path, args: [...GL_ARGS] });
try {
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") console.error(`page: ${message.text()}`);
  });
  page.on("pageerror", (error) => console.error(`page: ${error.stack ?? error.message}`));
  await page.goto(server.url);
  await page.waitForFunction(() => "studio" in window);
  const built: OpenedRoom[] = [];
  for (const room of options.room) built.push(await buildScene(page, server, room));
  await writeLists(built);
} finally {
  await browser.close();
  server.close();
}

async function buildScene(page: Page, server: PageServer, name: string): Promise<OpenedRoom> {
  const quality = options.draft ? DRAFT : FINAL;
  const scanQuality = options.draft ? DRAFT : SCAN;
  const room = await page.evaluate(([n, q, s]) => window.studio.openRoom(n, q, s), [
    name,
    quality,
    scanQuality,
  ] as const);
  console.log(
    `${name}: ${room.objects.length} objects, ${room.renderedVertexCount} vertices rendered, ${room.vertexCount} in the scan; light baked in ${room.seconds.bake.toFixed(0)} s`,
  );
  const folder = join(options.out, "data", room.sceneId);
  await rm(folder, { recursive: true, force: true });
  await writeScan(join(folder, "scans"), room, {
    positions: arrayOf(Float32Array, server.take("positions")),
    colors: server.take("colors"),
    indices: arrayOf(Uint32Array, server.take("indices")),
    objectOf: arrayOf(Uint16Array, server.take("objects")),
  });
  await takeFrames(page, server, room, join(folder, "iphone"));
  return room;
}

async function takeFrames(
  page: Page,
  server: PageServer,
  room: OpenedRoom,
  folder: string,
): Promise<void> {
  await mkdir(join(folder, "rgb"), { recursive: true });
  await mkdir(join(folder, "depth"), { recursive: true });
  const poses: Record<string, unknown> = {};
  for (const frame of frames) {
    const swing = room.swungFrames.includes(frame) ? (frame % 2 === 0 ? 6 : -6) : 0;
    const request = {
      frame,
      frameCount: FRAMES_PER_ROOM,
      subFrames: options.draft ? (swing ? 4 : 1) : swing ? 14 : 5,
      shutter: 0.014,
      swingDegrees: swing,
    };
    const pose = await page.evaluate((r) => window.studio.takeFrame(r), request);
    const number = frame * VIDEO_FRAMES_APART;
    const name = `frame_${String(number).padStart(6, "0")}`;
    await writePhoto(
      join(folder, "rgb", `${name}.jpg`),
      server.take("pixels"),
      `${room.sceneId} ${name}`,
    );
    await writeDepth(join(folder, "depth", `${name}.png`), server.take("depth"));
    const aligned = alignedPose(room, pose);
    poses[name] = {
      timestamp: 1000 + number / VIDEO_FRAMES_PER_SECOND,
      pose: sessionPose(aligned),
      intrinsic: [
        [INTRINSICS.fx, 0, INTRINSICS.cx],
        [0, INTRINSICS.fy, INTRINSICS.cy],
        [0, 0, 1],
      ],
      aligned_pose: aligned,
    };
  }
  await writeFile(join(folder, "pose_intrinsic_imu.json"), JSON.stringify(poses));
}

async function writeLists(rooms: OpenedRoom[]): Promise<void> {
  await mkdir(join(options.out, "splits"), { recursive: true });
  await mkdir(join(options.out, "metadata"), { recursive: true });
  const lines = (values: string[]) => values.map((value) => `${value}\n`).join("");
  await writeFile(
    join(options.out, "splits", "nvs_sem_train.txt"),
    lines(rooms.map((room) => room.sceneId)),
  );
  for (const empty of ["nvs_sem_val", "nvs_test", "sem_test"])
    await writeFile(join(options.out, "splits", `${empty}.txt`), "");
  const labels = [
    ...new Set(rooms.flatMap((room) => room.objects.map((object) => object.label))),
  ].toSorted();
  await writeFile(join(options.out, "metadata", "semantic_classes.txt"), lines(labels));
}

function arrayOf<T>(type: { new (buffer: ArrayBuffer): T }, bytes: Buffer): T {
  return new type(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
}
