"""How a photo, its camera and its prompts lie in DetAny3D's 896 x 896 frame. Plain Python, no imports.

In the protocol the first pixel's CENTRE is (0, 0); the model counts from the first pixel's CORNER, so half a
pixel of the photo is added before scaling. core/detection/model-frame.ts and model-prompt.ts of the studio do
the same, operation by operation: both sides must arrive at the same numbers.
"""

SIDE = 896
PATCH = 14


def frame_of(width, height):
    """Sizes and crop in pixels: the longer side becomes 896, then the centre is cut to multiples of 14."""
    factor = SIDE / max(width, height)
    resized = [int(width * factor + 0.5), int(height * factor + 0.5)]
    content = [side // PATCH * PATCH for side in resized]
    crop = [resized[i] // 2 - content[i] // 2 for i in (0, 1)]
    return {"source": [width, height], "resized": resized, "crop": crop, "content": content}


def to_model(frame, at):
    """A pixel position of the photo in the model's frame, cut to the picture."""
    scaled = (
        (at[i] + 0.5) * frame["resized"][i] / frame["source"][i] - frame["crop"][i] for i in (0, 1)
    )
    return [min(max(value, 0.0), float(frame["content"][i])) for i, value in enumerate(scaled)]


def prompt_in_model(frame, place):
    """Coordinates of a prompt: four whole numbers for a rectangle, two numbers for a point."""
    if place["kind"] == "point":
        return to_model(frame, place["at"])
    left, top, right, bottom = place["rect"]
    corners = to_model(frame, (left, top)) + to_model(frame, (right, bottom))
    return [int(value) for value in corners]


def camera_in_model(frame, camera):
    """K of the camera, three rows, scaled for each axis by itself and moved by the crop."""
    sx, sy = (frame["resized"][i] / frame["source"][i] for i in (0, 1))
    return [
        [camera["fx"] * sx, 0.0, (camera["cx"] + 0.5) * sx - frame["crop"][0]],
        [0.0, camera["fy"] * sy, (camera["cy"] + 0.5) * sy - frame["crop"][1]],
        [0.0, 0.0, 1.0],
    ]
