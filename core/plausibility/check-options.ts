import * as z from "zod";
import { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { BoxMatchesOperationOptions } from "./box-matches-operation.ts";
import { CollisionOptions } from "./collision.ts";
import { DepthRangeOptions } from "./depth-range.ts";
import { DuplicateOptions } from "./duplicate.ts";
import { InFrameOptions } from "./in-frame.ts";
import { LeavesRoomOptions } from "./leaves-room.ts";
import { MinPixelSizeOptions } from "./min-pixel-size.ts";
import { OcclusionOptions } from "./occlusion.ts";
import { OracleOptions } from "./oracle.ts";
import { SupportOptions } from "./support.ts";
import { VisibleBeforeOptions } from "./visible-before.ts";
import { VisibleChangeOptions } from "./visible-change.ts";

/** The limits of all checks. Every limit has a default, with its meaning, in the check's own file. */
export const CheckOptions = z.object({
  visibleBefore: VisibleBeforeOptions.prefault({}),
  depthRange: DepthRangeOptions.prefault({}),
  inFrame: InFrameOptions.prefault({}),
  minPixelSize: MinPixelSizeOptions.prefault({}),
  visibleChange: VisibleChangeOptions.prefault({}),
  occlusion: OcclusionOptions.prefault({}),
  collision: CollisionOptions.prefault({}),
  support: SupportOptions.prefault({}),
  leavesRoom: LeavesRoomOptions.prefault({}),
  boxMatchesOperation: BoxMatchesOperationOptions.prefault({}),
  referenceUnique: ReferenceMargins.prefault({}),
  oracle: OracleOptions.prefault({}),
  duplicate: DuplicateOptions.prefault({}),
});
export type CheckOptions = z.infer<typeof CheckOptions>;

/** The limits that hold where nobody says otherwise. */
export const defaultCheckOptions: CheckOptions = CheckOptions.parse({});
