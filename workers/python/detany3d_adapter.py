"""Drives the lab's own checkout of DetAny3D (set PYTHONPATH to it, and start in it: its configuration is
read by relative path). Written from the published description of inputs and outputs; it has NOT been run:
neither the code's dependencies nor its weights were at hand. Compare one photo with the demo before trusting it.

Needs what the checkout needs: torch, numpy, Pillow, PyYAML, python-box.
"""

import io
import os

import numpy as np
import torch
import torch.nn.functional as F
import yaml
from box import Box
from PIL import Image

from model_frame import SIDE, camera_in_model, frame_of, prompt_in_model

CONFIG = os.environ.get("DETANY3D_CONFIG", "./detect_anything/configs/demo.yaml")
MEAN = torch.tensor([123.675, 116.28, 103.53]).view(1, 3, 1, 1)
STD = torch.tensor([58.395, 57.12, 57.375]).view(1, 3, 1, 1)

# Of all three hypotheses: [3, prompts, numbers]. The first holds the projected centre and then the rectangle,
# the second the depth and its spread, the fourth the scores and then the offsets of the angle's bins.
RECT = "pred_bbox_2d_tensor_all"
DEPTH = "pred_bbox_3d_depth_tensor_all"
SIZE = "pred_bbox_3d_dims_tensor_all"
ANGLE = "pred_bbox_3d_alpha_cls_tensor_all"
POSE = "pred_pose_6d_tensor_all"
QUALITY = "pred_box_ious"


class DetAny3D:
    precision = "fp32"
    releasable = True

    def __init__(self, network, config, device):
        self.network = network
        self.config = config
        self.device = device

    def detect(self, image_bytes, K, prompts, mode):
        frame = frame_of(K["width"], K["height"])
        picture = self.picture(image_bytes, frame)
        places = [(prompt["kind"], prompt_in_model(frame, prompt)) for prompt in prompts]
        given = camera_in_model(frame, K) if mode == "given" else None
        rows = [None] * len(places)
        predicted = None
        # The network takes many rectangles at once, but of points only those of one object.
        rects = [i for i, (kind, _) in enumerate(places) if kind == "rect"]
        calls = [("boxes_coords", rects)] if rects else []
        calls += [("point_coords", [i]) for i, (kind, _) in enumerate(places) if kind == "point"]
        # Without a prompt it stops after its encoder, which is enough for the camera.
        for name, which in calls or [(None, [])]:
            # A fresh dictionary each time: the network writes into it, and would find its old rays there.
            batch = self.batch(picture, frame, given)
            if name == "boxes_coords":
                batch[name] = self.tensor([places[i][1] for i in which], torch.int)
            elif name:
                batch[name] = self.tensor([[places[i][1] for i in which]], torch.float32)
            with torch.no_grad():
                outputs = self.network(batch)
            predicted = outputs["pred_K"][0].float().cpu().tolist()
            for row, i in enumerate(which):
                rows[i] = read_row(outputs, row)
        return {"pred_intrinsics": predicted, **{n: [row[n] for row in rows] for n in TENSORS}}

    def picture(self, image_bytes, frame):
        """The picture as [1, 3, H, W], RGB 0 to 255, resized and cropped. Turned as stored: no EXIF."""
        image = Image.open(io.BytesIO(image_bytes)).convert("RGB")
        if list(image.size) != frame["source"]:
            raise ValueError(
                f"the picture is {image.size[0]} x {image.size[1]} pixels, its camera says "
                f"{frame['source'][0]} x {frame['source'][1]}: give the camera of this picture"
            )
        pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float()
        (w, h), (x, y), (cw, ch) = frame["resized"], frame["crop"], frame["content"]
        size = F.interpolate(pixels, (h, w), mode="bilinear", align_corners=False, antialias=True)
        return size[:, :, y : y + ch, x : x + cw]

    def batch(self, picture, frame, given):
        normal = (picture - MEAN) / STD
        width, height = frame["content"]
        patch = self.config.model.image_encoder.patch_size
        grid = (height // patch, width // patch)
        if not self.config.model.vit_pad_mask:
            grid = (SIDE // patch, SIDE // patch)
        batch = {
            "images": F.pad(normal, (0, SIDE - width, 0, SIDE - height)).to(self.device),
            "vit_pad_size": self.tensor([grid], torch.int64),
            "images_shape": self.tensor([[height, width]], torch.float32),
            # Both branches are normalised alike: 123.675 is 255 * 0.485, and so on.
            "image_for_dino": normal.to(self.device),
        }
        if given:
            batch["gt_intrinsic"] = self.tensor([given], torch.float32)
        return batch

    def tensor(self, values, kind):
        return torch.tensor(values, dtype=kind, device=self.device)


def read_row(outputs, row):
    """The contract's tensors of one prompt, as lists."""
    of = lambda name: outputs[name][:, row].float().cpu()
    rect, depth, angle = of(RECT), of(DEPTH), of(ANGLE)
    return {
        "boxes_2d": rect[:, 2:6].tolist(),
        "centers_2d": rect[:, :2].tolist(),
        "depth_log": depth[:, :1].tolist(),
        "depth_log_variance": depth[:, 1:2].tolist(),
        "dims_log": of(SIZE).tolist(),
        "alpha_logits": angle[:, :12].tolist(),
        "alpha_residuals": angle[:, 12:24].tolist(),
        "rot6d": of(POSE).tolist(),
        "iou": outputs[QUALITY][row].float().cpu().tolist(),
    }


TENSORS = (
    "boxes_2d",
    "centers_2d",
    "depth_log",
    "depth_log_variance",
    "dims_log",
    "alpha_logits",
    "alpha_residuals",
    "rot6d",
    "iou",
)


def load(checkpoint, device):
    from wrap_model import WrapModel

    with open(CONFIG, encoding="utf-8") as file:
        config = Box(yaml.safe_load(file))
    # The checkpoint holds the backbone too: its own file need not be there.
    config.model.checkpoint = None
    network = WrapModel(config)
    stored = torch.load(checkpoint, map_location="cpu")["state_dict"]
    own = network.state_dict()
    odd = [name for name in own if name not in stored or stored[name].shape != own[name].shape]
    if odd:
        raise ValueError(f"{checkpoint} lacks or misshapes {len(odd)} weights, first {odd[0]}: is it of this code?")
    network.load_state_dict({name: stored[name] for name in own})
    network.to(device)
    network.setup()
    network.eval()
    return DetAny3D(network, config, device)
