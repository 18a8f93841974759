import type { Operation } from "#core/operation/operation.ts";

/**
 * What an instruction for this operation must say to be read back as it, as orders to whoever words it. It
 * is the grammar of `core/instruction` in prose, which the check of each rewrite applies.
 */
export function wordingRules(operation: Operation): string {
  switch (operation.kind) {
    case "move": {
      const along = {
        camera: "",
        object: " Say that it goes parallel to (or along) “its own edges”.",
        reference:
          " Say that it goes parallel to (or along) “the edges of” the reference object, by one of the reference's names.",
      }[operation.frame ?? "camera"];
      return `Say how far, in cm or meters, and which way as the viewer of the photo sees it: “to the left”, “to the right”, “toward the viewer”, “away from the viewer”, “up” or “down”; no second way and no other length.${along}`;
    }
    case "place":
      return operation.gapMeters === undefined
        ? "Say the place by the reference object, by one of its names: “to the left of”, “to the right of”, “in front of”, “behind”, “on top of” or “next to” it. Give no length."
        : "Say the place by the reference object, by one of its names (“to the left of”, “to the right of”, “in front of”, “behind”, “on top of” or “next to” it), and the free space between the two in cm or meters; no other length.";
    case "place-on-receptacle":
      return "Say on which part of the reference object it goes, by one of the reference's names: “in the middle of” it, or “at the near edge of”, “at the far edge of”, “at the left edge of” or “at the right edge of” it. Give no length.";
    case "rotate":
      return "Say the angle in degrees, and “clockwise” or “counterclockwise” as seen from above.";
    case "scale":
      return "Say the new size as a factor (“1.5 times its size”) or as a share (“to 150 % of its size”).";
    case "view":
      return "Say from where and whereto the photo is taken anew: lengths with “farther forward”, “farther back”, “farther to the left” or “farther to the right”, angles in degrees with “to the left”, “to the right”, “up” or “down”, each amount before its way. Name no object but the room or the scene.";
    case "remove":
      return operation.criterion
        ? "Say that the object is taken away. Name it as given, with “whichever”."
        : "Say that the object is taken away, and no amount.";
  }
}
