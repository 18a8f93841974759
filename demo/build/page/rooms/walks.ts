import type { Waypoint } from "../walk.ts";

/** A walk through a room; the camera is swung while some of its frames are taken, which blurs them. */
export type RoomWalk = { sceneId: string; waypoints: Waypoint[]; swungFrames: number[] };

export const livingRoomWalk: RoomWalk = {
  sceneId: "3a7d10e5c1",
  swungFrames: [5, 13, 20, 29, 37, 44],
  waypoints: [
    { eye: [4.7, 0.95, 1.58], target: [1.5, 2.9, 0.5] },
    { eye: [3.8, 1.3, 1.56], target: [1.0, 3.0, 0.5] },
    { eye: [3.5, 2.3, 1.52], target: [0.9, 2.2, 0.45] },
    { eye: [3.3, 3.2, 1.5], target: [1.5, 1.1, 0.4] },
    { eye: [2.8, 3.9, 1.55], target: [2.7, 0.9, 0.55] },
    { eye: [1.9, 3.95, 1.6], target: [3.8, 0.8, 0.6] },
    { eye: [1.7, 3.5, 1.6], target: [5.0, 2.3, 0.6] },
    { eye: [2.6, 3.5, 1.55], target: [5.2, 2.9, 0.65] },
    { eye: [3.3, 2.8, 1.5], target: [5.2, 3.3, 0.65] },
    { eye: [3.3, 2.0, 1.5], target: [5.1, 2.5, 0.65] },
    { eye: [3.1, 1.9, 1.5], target: [4.9, 0.8, 0.5] },
    { eye: [2.8, 2.6, 1.5], target: [3.9, 0.3, 0.7] },
    { eye: [3.3, 1.5, 1.55], target: [4.2, 4.3, 0.4] },
    { eye: [4.0, 0.9, 1.6], target: [2.9, 4.0, 0.5] },
    { eye: [4.6, 1.0, 1.6], target: [1.7, 3.1, 0.45] },
  ],
};

export const kitchenWalk: RoomWalk = {
  sceneId: "8c41f2b90d",
  swungFrames: [4, 12, 21, 28, 36, 43],
  waypoints: [
    { eye: [4.9, 0.9, 1.58], target: [2.6, 2.6, 0.55] },
    { eye: [5.0, 2.2, 1.55], target: [2.4, 2.3, 0.6] },
    { eye: [4.7, 3.1, 1.55], target: [2.3, 2.0, 0.6] },
    { eye: [3.7, 3.4, 1.6], target: [2.7, 1.2, 0.55] },
    { eye: [2.6, 3.3, 1.6], target: [3.4, 1.3, 0.55] },
    { eye: [1.6, 3.1, 1.55], target: [3.4, 1.6, 0.6] },
    { eye: [1.5, 2.2, 1.55], target: [3.6, 2.5, 0.75] },
    { eye: [1.6, 1.5, 1.55], target: [3.0, 4.0, 0.85] },
    { eye: [1.7, 1.2, 1.55], target: [1.5, 4.1, 0.8] },
    { eye: [2.0, 0.75, 1.55], target: [0.6, 2.6, 0.4] },
    { eye: [2.9, 0.45, 1.6], target: [0.7, 2.0, 0.45] },
    { eye: [3.7, 0.5, 1.6], target: [2.0, 3.6, 0.7] },
    { eye: [4.5, 0.6, 1.6], target: [3.3, 3.9, 0.7] },
    { eye: [5.0, 1.3, 1.58], target: [3.3, 3.6, 0.7] },
    { eye: [4.9, 2.5, 1.55], target: [2.9, 1.5, 0.6] },
  ],
};
