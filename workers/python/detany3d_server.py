"""Serves a DetAny3D model over HTTP to GSI Studio: docs/detany3d-service.md says how. Standard library only."""

import argparse
import base64
import binascii
import hashlib
import hmac
import importlib
import json
import math
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from model_frame import frame_of

CONTRACT = "detany3d/1"
WIDTHS = {
    "boxes_2d": 4,
    "centers_2d": 2,
    "depth_log": 1,
    "depth_log_variance": 1,
    "dims_log": 3,
    "alpha_logits": 12,
    "alpha_residuals": 12,
    "rot6d": 6,
}
MODES = ("given", "predicted", "virtual-to-real", "gsi-compat")
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    411: "Length Required",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
IDLE_SECONDS = 30
DISCARD_BYTES = 64 << 20


class Problem(Exception):
    def __init__(self, status, code, message, retryable=False):
        super().__init__(message)
        self.status = status
        self.body = {
            "title": TITLES[status],
            "status": status,
            "code": code,
            "message": message,
            "retryable": retryable,
        }


def must(condition, where, what):
    if not condition:
        raise Problem(422, "INVALID", f"{where} {what}")


def is_number(value):
    # A whole number too long for a float is none either.
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def numbers(value, count, where):
    must(
        isinstance(value, list) and len(value) == count and all(map(is_number, value)),
        where,
        f"must be {count} finite numbers",
    )
    return value


def read_camera(value):
    must(isinstance(value, dict), "intrinsics", "must be an object")
    for name in ("fx", "fy", "cx", "cy"):
        must(is_number(value.get(name)), f"intrinsics.{name}", "must be a finite number")
    for name in ("fx", "fy"):
        must(value[name] > 0, f"intrinsics.{name}", "must be positive")
    for name in ("width", "height"):
        side = value.get(name)
        whole = isinstance(side, int) and not isinstance(side, bool)
        must(whole and 14 <= side <= 65535, f"intrinsics.{name}", "must be 14 to 65535 pixels")
    return value


def read_prompts(value, most):
    must(isinstance(value, list), "prompts", "must be a list")
    if len(value) > most:
        raise Problem(413, "TOO_LARGE", f"prompts are {len(value)}, at most {most} go in one request")
    keys = set()
    for index, prompt in enumerate(value):
        where = f"prompts[{index}]"
        must(isinstance(prompt, dict), where, "must be an object")
        key = prompt.get("key")
        must(isinstance(key, str) and 0 < len(key) <= 200, f"{where}.key", "must be 1 to 200 characters")
        must(key not in keys, f"{where}.key", "must be unlike those before it")
        keys.add(key)
        place = prompt.get("place")
        must(isinstance(place, dict), f"{where}.place", "must be an object")
        if place.get("kind") == "rect":
            left, top, right, bottom = numbers(place.get("rect"), 4, f"{where}.place.rect")
            must(left <= right and top <= bottom, f"{where}.place.rect", "must be left, top, right, bottom")
        else:
            must(place.get("kind") == "point", f"{where}.place.kind", 'must be "rect" or "point"')
            numbers(place.get("at"), 2, f"{where}.place.at")
    return value


def read_photo(value):
    must(isinstance(value, str), "photo", "must be the file as base64")
    try:
        photo = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(422, "INVALID", "photo is not base64") from None
    known = photo.startswith(b"\xff\xd8\xff") or photo.startswith(b"\x89PNG\r\n\x1a\n")
    must(known, "photo", "must be a JPEG or PNG file")
    return photo


def not_json_number(name):
    raise Problem(400, "NOT_JSON", f"the request holds {name}, which is no number in JSON")


def read_query(body, most):
    try:
        query = json.loads(body, parse_constant=not_json_number)
    except (ValueError, RecursionError):
        raise Problem(400, "NOT_JSON", "the request is not JSON in UTF-8") from None
    must(isinstance(query, dict), "the request", "must be an object")
    mode = query.get("intrinsicsMode")
    must(mode in MODES, "intrinsicsMode", f"must be one of {', '.join(MODES)}")
    return (
        read_photo(query.get("photo")),
        read_camera(query.get("intrinsics")),
        read_prompts(query.get("prompts"), most),
        mode,
    )


def json_tensor(name, value, shape):
    """The tensor with null for what is not finite. A model that breaks the contract is told of here."""
    if not shape:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Problem(500, "MODEL_SHAPE", f"{name} of the model holds {value!r}, which is no number")
        return value if is_number(value) else None
    if not isinstance(value, list) or len(value) != shape[0]:
        raise Problem(500, "MODEL_SHAPE", f"{name} of the model is not of the contract's shape")
    return [json_tensor(name, part, shape[1:]) for part in value]


def json_tensors(answer, count):
    shapes = {name: (count, 3, width) for name, width in WIDTHS.items()}
    shapes = {**shapes, "iou": (count, 3), "pred_intrinsics": (3, 3)}
    for name, shape in shapes.items():
        if name not in answer:
            raise Problem(500, "MODEL_SHAPE", f"the model gave no {name}")
    return {name: json_tensor(name, answer[name], shape) for name, shape in shapes.items()}


class Service(ThreadingHTTPServer):
    # A stop waits for the threads that still answer.
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, address, model, options):
        super().__init__(address, Handler)
        self.model = model
        self.options = options
        self.token = os.environ.get("GSI_DETANY3D_TOKEN", "")
        self.checkpoint = {
            "name": os.path.basename(options.checkpoint),
            "sha256": hash_of(options.checkpoint),
        }
        self.inference = threading.Lock()
        self.count = threading.Lock()
        self.at_hand = 0
        self.stopping = False

    def health(self):
        return {
            "contract": CONTRACT,
            "answers": "tensors",
            "checkpoint": self.checkpoint,
            "device": self.model.device,
            "precision": self.model.precision,
            "releasable": self.options.releasable and self.model.releasable,
            "atHand": self.at_hand,
            "limits": {
                "requestBytes": self.options.request_bytes,
                "answerBytes": self.options.answer_bytes,
                "prompts": self.options.prompts,
                "waiting": self.options.waiting,
            },
        }

    def enter(self):
        with self.count:
            if self.stopping:
                raise Problem(503, "STOPPING", "the service is being stopped", retryable=True)
            if self.at_hand > self.options.waiting:
                raise Problem(429, "BUSY", f"{self.at_hand} requests are at hand", retryable=True)
            self.at_hand += 1

    def leave(self):
        with self.count:
            self.at_hand -= 1

    def detect(self, body):
        photo, camera, prompts, mode = read_query(body, self.options.prompts)
        frame = frame_of(camera["width"], camera["height"])
        try:
            with self.inference:
                answer = self.model.detect(photo, camera, [prompt["place"] for prompt in prompts], mode)
        except ValueError as error:
            raise Problem(422, "INVALID", str(error)) from error
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            # Memory of the accelerator may be free again in a moment; other errors would come again.
            retryable = "out of memory" in str(error).lower()
            raise Problem(500, "MODEL_FAILED", f"{type(error).__name__}: {error}"[:500], retryable) from error
        tensors = json_tensors(answer, len(prompts))
        return {
            "contract": CONTRACT,
            "checkpointSha256": self.checkpoint["sha256"],
            "kind": "tensors",
            "keys": [prompt["key"] for prompt in prompts],
            "frame": {name: frame[name] for name in ("resized", "crop", "content")},
            "pred_intrinsics": tensors.pop("pred_intrinsics"),
            "tensors": tensors,
        }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "detany3d-service"
    timeout = IDLE_SECONDS

    def do_GET(self):
        self.reply(lambda: self.route("/v1/health", self.server.health))

    def do_POST(self):
        self.reply(lambda: self.route("/v1/detect", self.detect))

    def route(self, path, action):
        self.authorize()
        if self.path != path:
            raise Problem(404, "NOT_FOUND", "there are GET /v1/health and POST /v1/detect only")
        return action()

    def authorize(self):
        token = self.server.token
        given = self.headers.get("Authorization", "")
        if token and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise Problem(401, "UNAUTHENTICATED", "the bearer token is missing or not the service's")

    def detect(self):
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise Problem(411, "LENGTH_REQUIRED", "say Content-Length; chunks are not taken")
        most = self.server.options.request_bytes
        if int(length[:20]) > most:
            raise Problem(413, "TOO_LARGE", f"the request is larger than {most} bytes")
        if self.headers.get_content_type() != "application/json":
            raise Problem(415, "UNSUPPORTED_TYPE", "Content-Type must be application/json")
        self.server.enter()
        try:
            body = self.rfile.read(int(length))
            self.unread = False
            if len(body) < int(length):
                raise Problem(400, "NOT_JSON", "the request ended early", retryable=True)
            return self.server.detect(body)
        finally:
            self.server.leave()

    def reply(self, action):
        self.unread = self.command == "POST"
        try:
            status, kind, body = 200, "application/json", action()
        except Problem as problem:
            status, kind, body = problem.status, "application/problem+json", problem.body
        data = json.dumps(body, allow_nan=False).encode()
        if status == 200 and len(data) > self.server.options.answer_bytes:
            problem = Problem(413, "TOO_LARGE", "the answer would be too large: ask for fewer prompts")
            status, kind, data = 413, "application/problem+json", json.dumps(problem.body).encode()
        # One request a connection: whoever waits for the inference holds none of the others'.
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        if status == 401:
            self.send_header("WWW-Authenticate", "Bearer")
        if status in (429, 503):
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(data)
        if self.unread:
            self.discard()

    def discard(self):
        """Takes what is still being sent: closing before would take the answer away from the sender."""
        self.wfile.flush()
        end = time.monotonic() + 5
        left = DISCARD_BYTES
        self.connection.settimeout(1)
        try:
            while left > 0 and time.monotonic() < end:
                part = self.rfile.read1(1 << 16)
                if not part:
                    return
                left -= len(part)
        except OSError:
            return

    def log_message(self, form, *values):
        print(f"{self.address_string()} {form % values}", file=sys.stderr, flush=True)


def hash_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def parse_options():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model-module", default="detany3d_adapter", help="module with load(checkpoint, device)")
    options.add_argument("--checkpoint", required=True, help="file of the weights; its hash is published")
    options.add_argument("--device", default="cuda:0")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8093, help="0: any free one, printed at the start")
    options.add_argument("--request-bytes", type=int, default=48 << 20)
    options.add_argument("--answer-bytes", type=int, default=8 << 20)
    options.add_argument("--prompts", type=int, default=500, help="most prompts in one request")
    options.add_argument("--waiting", type=int, default=8, help="requests that may wait for the model")
    options.add_argument("--releasable", action="store_true", help="the weights' licence lets results be released")
    return options.parse_args()


def main():
    options = parse_options()
    if options.host not in ("127.0.0.1", "::1", "localhost") and not os.environ.get("GSI_DETANY3D_TOKEN"):
        sys.exit("Set GSI_DETANY3D_TOKEN: without it the service listens to this machine only (--host 127.0.0.1).")
    model = importlib.import_module(options.model_module).load(options.checkpoint, options.device)
    service = Service((options.host, options.port), model, options)

    def stop(*_):
        service.stopping = True
        # shutdown() waits for the loop that runs in this very thread.
        threading.Thread(target=service.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"listening on http://{options.host}:{service.server_address[1]}", flush=True)
    service.serve_forever(poll_interval=0.1)
    service.server_close()


if __name__ == "__main__":
    main()
