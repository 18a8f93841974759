import * as z from "zod";
import { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { BoxMatchesOperationOptions } from "./box-matches-operation.ts";
import { CollisionOptions } from "./collision.ts";
import { InFrameOptions } from "./in-frame.ts";
import { MinPixelSizeOptions } from "./min-pixel-size.ts";
import { OracleOptions } from "./oracle.ts";
import { SupportOptions } from "./support.ts";
import { VisibleBeforeOptions } from "./visible-before.ts";
import { VisibleChangeOptions } from "./visible-change.ts";

/** The limits of all checks. Every limit has a default, with its meaning, in the check's own file. */
export const CheckOptions = z.object({
  visibleBefore: VisibleBeforeOptions.prefault({}),
  inFrame: InFrameOptions.prefault({}),
  minPixelSize: MinPixelSizeOptions.prefault({}),
  visibleChange: VisibleChangeOptions.prefault({}),
  collision: CollisionOptions.prefault({}),
  support: SupportOptions.prefault({}),
  boxMatchesOperation: BoxMatchesOperationOptions.prefault({}),
  referenceUnique: ReferenceMargins.prefault({}),
  oracle: OracleOptions.prefault({}),
});
export type CheckOptions = z.infer<typeof CheckOptions>;

/** The limits that hold where nobody says otherwise. */
export const defaultCheckOptions: CheckOptions = CheckOptions.parse({});
