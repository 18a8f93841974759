import * as z from "zod";

/**
 * What turns a photo into labelled 3D boxes.
 *
 * - `annotation`: the scan's own oriented boxes, seen from the photo; needs no model.
 * - `detany3d`: a DetAny3D model in this machine's threads, through ONNX Runtime.
 * - `detany3d-service`: a DetAny3D model behind HTTP, as a lab runs it in PyTorch.
 */
export const Backend = z.enum(["annotation", "detany3d", "detany3d-service"]);
export type Backend = z.infer<typeof Backend>;

/** The backend as people say it. */
export const backendText: Record<Backend, string> = {
  annotation: "Annotation",
  detany3d: "DetAny3D",
  "detany3d-service": "DetAny3D service",
};
