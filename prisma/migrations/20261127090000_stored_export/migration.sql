-- Exports are made by workers and kept for downloads: as a task, which belongs to no scene.
ALTER TABLE "Task" ALTER COLUMN "sceneId" DROP NOT NULL;

CREATE TABLE "StoredExport" (
  "id" TEXT NOT NULL,
  "releaseId" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "media" BOOLEAN NOT NULL,
  "runId" TEXT,
  "filesDone" INTEGER NOT NULL DEFAULT 0,
  "filesTotal" INTEGER,
  "sizeBytes" BIGINT,
  "sha256" TEXT,
  "madeAt" TIMESTAMP(3),

  CONSTRAINT "StoredExport_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "StoredExport_format_check"
    CHECK ("format" IN ('gsi-bench', 'jsonl', 'huggingface', 'overlays', 'gltf')),
  CONSTRAINT "StoredExport_made_check"
    CHECK (num_nulls("sizeBytes", "sha256", "madeAt") IN (0, 3))
);

CREATE UNIQUE INDEX "StoredExport_releaseId_format_media_key"
  ON "StoredExport"("releaseId", "format", "media");
CREATE INDEX "StoredExport_runId_idx" ON "StoredExport"("runId");

ALTER TABLE "StoredExport" ADD CONSTRAINT "StoredExport_releaseId_fkey"
  FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "StoredExport" ADD CONSTRAINT "StoredExport_runId_fkey"
  FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
