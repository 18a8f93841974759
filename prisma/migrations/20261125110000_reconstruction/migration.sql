-- What one backend made of one photo; several backends may look at the same photo.
CREATE TABLE "Reconstruction" (
    "id" TEXT NOT NULL,
    "frameId" TEXT NOT NULL,
    "backend" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "notForRelease" TEXT,
    "provenanceHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reconstruction_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Reconstruction_frameId_backend_key" ON "Reconstruction"("frameId", "backend");

ALTER TABLE "Reconstruction" ADD CONSTRAINT "Reconstruction_frameId_fkey"
    FOREIGN KEY ("frameId") REFERENCES "Frame"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Reconstruction" ADD CONSTRAINT "Reconstruction_provenanceHash_fkey"
    FOREIGN KEY ("provenanceHash") REFERENCES "Provenance"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "FrameObject" ADD COLUMN "detection" JSONB, ADD COLUMN "agreement" JSONB;

ALTER TABLE "Sample"
    ADD COLUMN "backend" TEXT NOT NULL DEFAULT 'annotation',
    ADD COLUMN "notForRelease" TEXT;

-- Frames that were reconstructed before keep their objects: all were the annotation's.
INSERT INTO "Reconstruction" ("id", "frameId", "backend", "detail", "provenanceHash")
SELECT DISTINCT ON ("frameId") "frameId" || ':annotation', "frameId", 'annotation',
       '{"removed": [], "problems": [], "intrinsics": null, "predictedIntrinsics": null}'::jsonb, "provenanceHash"
FROM "FrameObject" ORDER BY "frameId", "key";

-- Stages that work on what a backend found keep a result for each backend.
ALTER TABLE "StageResult" ADD COLUMN "variant" TEXT NOT NULL DEFAULT '';
ALTER TABLE "StageResult" DROP CONSTRAINT "StageResult_pkey",
    ADD CONSTRAINT "StageResult_pkey" PRIMARY KEY ("stage", "subjectId", "variant");
UPDATE "StageResult" SET "variant" = 'annotation'
WHERE "stage" IN ('reconstruct-frame', 'propose-operations', 'check-plausibility', 'write-instructions', 'render-overlays');
