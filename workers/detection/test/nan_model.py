"""The stand-in, without a number for the depth of the second prompt and for the camera."""

import math

import standin


class Odd(standin.StandIn):
    def detect(self, *question):
        answer = super().detect(*question)
        if len(answer["depth_log"]) > 1:
            answer["depth_log"][1] = [[math.nan], [math.inf], [-math.inf]]
        return {**answer, "pred_intrinsics": [[math.nan] * 3] * 3}


def load(checkpoint, device):
    return Odd()
