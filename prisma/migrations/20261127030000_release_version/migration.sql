ALTER TABLE "Release" ADD COLUMN "series" TEXT, ADD COLUMN "version" TEXT;

-- The name says both, so that no two releases are one version.
ALTER TABLE "Release" ADD CONSTRAINT "Release_version_check" CHECK (
  ("series" IS NULL AND "version" IS NULL) OR
  ("series" IS NOT NULL AND "version" IS NOT NULL AND "name" = "series" || '-' || "version")
);
