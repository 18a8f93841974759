-- What happens to a frozen version afterwards lies beside it: its own row never changes.
CREATE TABLE "ReleaseDeprecation" (
  "releaseId" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "actorId" TEXT NOT NULL,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ReleaseDeprecation_pkey" PRIMARY KEY ("releaseId")
);

CREATE TABLE "ReleaseDownload" (
  "releaseId" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "started" INTEGER NOT NULL,
  "finished" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "ReleaseDownload_pkey" PRIMARY KEY ("releaseId", "format"),
  CONSTRAINT "ReleaseDownload_format_check"
    CHECK ("format" IN ('gsi-bench', 'jsonl', 'huggingface', 'overlays', 'gltf')),
  CONSTRAINT "ReleaseDownload_finished_check" CHECK ("finished" BETWEEN 0 AND "started")
);

ALTER TABLE "ReleaseDeprecation" ADD CONSTRAINT "ReleaseDeprecation_releaseId_fkey"
  FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ReleaseDeprecation" ADD CONSTRAINT "ReleaseDeprecation_actorId_fkey"
  FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ReleaseDownload" ADD CONSTRAINT "ReleaseDownload_releaseId_fkey"
  FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
