"""A stand-in for DetAny3D that needs nothing but Python: it answers as the contract model does.

It looks at no pixel. A box's height stands for one metre, so that box, depth and camera agree and a box
projects back onto its prompt: good for proving that a path is joined up rightly, and for nothing else.
"""

import math

from model_frame import SIDE, camera_in_model, frame_of, prompt_in_model

PREDICTED = [[740.5, 0.0, 448.0], [0.0, 740.5, 336.0], [0.0, 0.0, 1.0]]
POINT_HALF = 16
HEIGHT_METERS = 1.0
DEPTHS = (1.0, 2.0, 0.5)
TURNS = (0.0, math.radians(30), math.radians(-45))
BINS = (0, 1, 11)
OFFSETS = (0.05, -0.1, 0.2)


class StandIn:
    device = "cpu"
    precision = "fp32"
    releasable = False

    def detect(self, image_bytes, K, prompts, mode):
        frame = frame_of(K["width"], K["height"])
        used = camera_in_model(frame, K) if mode == "given" else PREDICTED
        rows = [answer(prompt_in_model(frame, prompt), used) for prompt in prompts]
        names = answer([0, 0, 1, 1], used)
        return {"pred_intrinsics": PREDICTED, **{n: [row[n] for row in rows] for n in names}}


def answer(coords, K):
    if len(coords) == 2:
        u, v = coords
        coords = [u - POINT_HALF, v - POINT_HALF, u + POINT_HALF, v + POINT_HALF]
    left, top, right, bottom = coords
    w, h = max(right - left, 1e-3), max(bottom - top, 1e-3)
    cx, cy = (left + right) / 2, (top + bottom) / 2
    fx, fy = K[0][0], K[1][1]
    depths = [fy * HEIGHT_METERS / h * factor for factor in DEPTHS]
    sizes = [[z * w / fx, z * h / fy, z * w / fx] for z in depths]
    wide = sigmoid(8 / SIDE * (w - h))
    return {
        "boxes_2d": [[cx / SIDE, cy / SIDE, w / SIDE, h / SIDE]] * 3,
        "centers_2d": [[cx / SIDE, cy / SIDE]] * 3,
        "depth_log": [[math.log(z)] for z in depths],
        "depth_log_variance": [[-2.0]] * 3,
        "dims_log": [[math.log(side) for side in size] for size in sizes],
        "alpha_logits": [[5.0 if i == best else -1.0 for i in range(12)] for best in BINS],
        "alpha_residuals": [
            [OFFSETS[j] if i == best else 9.0 for i in range(12)] for j, best in enumerate(BINS)
        ],
        # Neither unit nor orthogonal: whoever reads it must make it so.
        "rot6d": [[1.5 * math.cos(a), 0.0, 1.5 * math.sin(a), 0.3, 2.0, 0.1] for a in TURNS],
        "iou": [wide, 1 - wide, sigmoid(-4)],
    }


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def load(checkpoint, device):
    return StandIn()
