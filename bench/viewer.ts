import type { AddressInfo } from "node:net";
import type { Browser, Page } from "@playwright/test";
import { chromium } from "@playwright/test";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { focusOn, placeCamera } from "#components/viewer/camera-preset.ts";
import { withOperation } from "#components/review/edit-change.ts";
import { GL_ARGS, SANDBOX_ARGS, findBrowser } from "../scripts/browser.mjs";
import { findRunningPostgres } from "../scripts/postgres.ts";
import { serveBarePoints } from "./bare-points.ts";
import { madeUpRoom } from "./made-up-room.ts";
import { startOwnStudio } from "./own-studio.ts";
import { pointsSeenFrom } from "./seen-points.ts";
import type { Swing } from "./time-frames.ts";
import { drawnIn, swing, timeFrames } from "./time-frames.ts";
import { millisecondsOf, quantile } from "./timing.ts";

// The 3D view of the review page, with plans, boxes and handles, beside bare three.js points: those that the
// viewer draws, as large, on as large a canvas, in the same browser. And what a step of a drag costs beside
// drawing.
const pointCount = 1_000_000;
const boxCount = 60;
const rounds = 3;
const ratioMax = 1.2;
const dragSteps = 300;
const dragMillisecondsMax = 16;

const studio = await startOwnStudio("--no-demo");
try {
  await main(studio.address);
} finally {
  await studio.close();
}

async function main(address: string): Promise<void> {
  process.env.GSI_HOME = studio.home;
  process.env.DATABASE_URL = findRunningPostgres(studio.home)!.url;
  const { sampleId, scene, edit, pointsHash } = await fillStudio(roomAhead());
  console.log(
    `A room of ${pointCount.toLocaleString("en-US")} points and ${boxCount} boxes under review\n`,
  );
  const browser = await chromium.launch({
    executablePath: (await findBrowser()).path,
    args: [...GL_ARGS, ...SANDBOX_ARGS],
  });
  try {
    const url = new URL(`/review/${sampleId}?gl=high`, address).href;
    await benchViewer(browser, url, pointsHash, scene, edit);
  } finally {
    await browser.close();
  }
  benchDrag(scene, edit);
}

/** The made-up room, moved so that the photo's camera looks into it. */
function roomAhead(): PointCloud {
  const cloud = madeUpRoom(pointCount);
  for (let i = 0; i < cloud.positions.length; i += 3) {
    cloud.positions[i]! -= 5;
    cloud.positions[i + 1]! -= 1;
  }
  return cloud;
}

/** A scene with these points, one photo with its boxes, and a sample of it. */
async function fillStudio(cloud: PointCloud) {
  const { database } = await import("#server/db.ts");
  const { localContext } = await import("#server/context.ts");
  const { chairToTheLeft, createSample, createScene, standingBox } =
    await import("#server/test/factories.ts");
  const { storePointTiles } = await import("#server/scene/store-point-tiles.ts");
  const { getFrameScene } = await import("#server/frame/get-frame-scene.ts");
  const db = database();
  const ctx = await localContext();
  const sceneId = "bench00002";
  const { frameId } = await createScene(ctx, sceneId);
  const pointsHash = (await storePointTiles(cloud))!;
  await db.scene.update({ where: { id: sceneId }, data: { pointsHash } });
  const { provenanceHash } = await db.reconstruction.findFirstOrThrow({ where: { frameId } });
  const random = seededRandom(1, "boxes");
  const present = await db.frameObject.count({ where: { frameId } });
  await db.frameObject.createMany({
    data: Array.from({ length: boxCount - present }, (_, index) => ({
      id: `${frameId}:bench:${index}`,
      key: `bench:${index}`,
      frameId,
      backend: "annotation",
      label: "box",
      box: JSON.parse(
        JSON.stringify(standingBox(8 * random.next() - 4, 4.5 + 2 * random.next(), 0.4, 0.5, 0.4)),
      ) as object,
      inImageFraction: 1,
      visibleFraction: 1,
      score: 1,
      provenanceHash,
    })),
  });
  const edit = chairToTheLeft();
  const sampleId = await createSample(ctx, frameId, { edit });
  const scene = await getFrameScene(ctx, frameId, "annotation");
  await db.$disconnect();
  return { sampleId, scene, edit, pointsHash };
}

async function benchViewer(
  browser: Browser,
  url: string,
  pointsHash: string,
  { cameraFromWorld, intrinsics }: FrameScene,
  edit: Edit,
): Promise<void> {
  const viewer = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await viewer.addInitScript(timeFrames);
  await viewer.goto(url);
  await viewer.waitForSelector('[data-ready="true"][data-points="shown"]');
  const { main, drawn, renderer } = await settled(viewer);
  const worldFromCamera = invert(cameraFromWorld);
  const focus = focusOn(
    transformBox(worldFromCamera, edit.sourceBox),
    edit.targetBox && transformBox(worldFromCamera, edit.targetBox),
  );
  const place = placeCamera("free", focus, cameraFromWorld, intrinsics, main.width / main.height);
  const { cloud, sizeMeters } = await pointsSeenFrom(place, main, pointsHash);
  const count = cloud.positions.length / 3;
  if (count !== drawn)
    throw new Error(
      `The viewer draws ${drawn} points and the bare page would draw ${count}: no fair comparison. Has the page moved the camera or another budget?`,
    );
  const server = serveBarePoints(cloud, place, main, sizeMeters);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  try {
    const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await bare.addInitScript(timeFrames);
    await bare.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await bare.waitForSelector('[data-ready="true"]');
    // They take turns, and the best round counts: the one that others on this machine disturbed least.
    const runs = { viewer: [] as Swing[], bare: [] as Swing[] };
    for (let round = 0; round < rounds; round++) {
      runs.viewer.push(await swing(viewer, main.x + 60, main.y + main.height / 2));
      runs.bare.push(await swing(bare, 60, main.height / 2));
    }
    const best = bestOf(runs.viewer);
    const bestBare = bestOf(runs.bare);
    line("drawn by", renderer);
    line("a frame of the viewer", toText(best));
    line("a frame of bare points", toText(bestBare));
    const ratio = best.milliseconds / bestBare.milliseconds;
    line("ratio", `${ratio.toFixed(2)} (wanted: at most ${ratioMax})`);
    if (!(ratio <= ratioMax)) process.exitCode = 1;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Waits until no more points come; where the large view lies, what it draws, and with what. */
async function settled(page: Page) {
  let [before, drawn] = [-1, (await drawnIn(page)).points];
  while (drawn !== before) {
    await page.waitForTimeout(3000);
    [before, drawn] = [drawn, (await drawnIn(page)).points];
  }
  const canvas = page.getByTestId("scene-canvas");
  const whole = (await canvas.boundingBox())!;
  const plan = (await page.getByRole("region", { name: "Top" }).boundingBox())!;
  const renderer = await page.evaluate(() => {
    const gl = document.createElement("canvas").getContext("webgl2")!;
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  });
  const main = {
    x: whole.x,
    y: whole.y,
    width: Math.round(plan.x - whole.x),
    height: Math.round(whole.height),
  };
  return { main, drawn, renderer };
}

function bestOf(swings: readonly Swing[]): Swing {
  return swings.toSorted((a, b) => a.milliseconds - b.milliseconds)[0]!;
}

function toText({ milliseconds, points, pixels }: Swing): string {
  return `${milliseconds.toFixed(1)} ms: ${points.toLocaleString("en-US")} points, ${pixels.toLocaleString("en-US")} pixels`;
}

/** What the page works out anew for every step of a drag: the box, all checks, what the words say. */
function benchDrag(scene: FrameScene, edit: Edit): void {
  const round = () =>
    Array.from({ length: dragSteps }, (_, step) =>
      millisecondsOf(() => {
        const moved = withOperation(scene, edit, {
          kind: "move",
          direction: "left",
          distanceMeters: 0.05 + step / 200,
        });
        checkEdit(scene, moved);
        instructionAgreement(scene, moved);
      }),
    );
  // The round that others on this machine disturbed least.
  const times = Array.from({ length: rounds }, round).toSorted(
    (a, b) => quantile(a, 0.95) - quantile(b, 0.95),
  )[0]!;
  const p95 = quantile(times, 0.95);
  line(
    "checks and words at a step of a drag",
    `p50 ${quantile(times, 0.5).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms (wanted: below ${dragMillisecondsMax} ms)`,
  );
  if (p95 > dragMillisecondsMax) process.exitCode = 1;
}

function line(name: string, value: string): void {
  console.log(`  ${name.padEnd(38)}${value}`);
}
