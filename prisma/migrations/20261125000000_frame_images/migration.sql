-- A photo may be a frame of a video or be undistorted from a fisheye picture, and depth may be packed:
-- what was a path becomes a description.
ALTER TABLE "Frame" ADD COLUMN "stream" TEXT NOT NULL DEFAULT 'iphone',
ADD COLUMN "image" JSONB,
ADD COLUMN "depth" JSONB,
ADD COLUMN "split" TEXT,
ADD COLUMN "exclusion" TEXT;
UPDATE "Frame" SET
  "image" = jsonb_build_object('picture', jsonb_build_object('kind', 'file', 'path', "imagePath"), 'fisheye', NULL, 'mask', NULL),
  "depth" = CASE WHEN "depthPath" IS NULL THEN NULL ELSE jsonb_build_object('kind', 'png', 'path', "depthPath") END;
ALTER TABLE "Frame" ALTER COLUMN "stream" DROP DEFAULT,
ALTER COLUMN "image" SET NOT NULL,
DROP COLUMN "imagePath",
DROP COLUMN "depthPath";
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_stream_check" CHECK ("stream" IN ('iphone', 'dslr', 'photos'));

-- Boxes that are stated for one photo alone (datasets without a common world).
ALTER TABLE "SceneObject" ADD COLUMN "frameKey" TEXT;
