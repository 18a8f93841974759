-- What is wrong with samples of a frozen version, and which version takes the place of which.
CREATE TABLE "ReleaseErratum" (
  "releaseId" TEXT NOT NULL,
  "sampleId" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "actorId" TEXT NOT NULL,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ReleaseErratum_pkey" PRIMARY KEY ("releaseId", "sampleId")
);

-- Of a sample that the version holds.
ALTER TABLE "ReleaseErratum" ADD CONSTRAINT "ReleaseErratum_releaseId_sampleId_fkey"
  FOREIGN KEY ("releaseId", "sampleId") REFERENCES "ReleaseItem"("releaseId", "sampleId")
  ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ReleaseErratum" ADD CONSTRAINT "ReleaseErratum_actorId_fkey"
  FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Release" ADD COLUMN "supersedesId" TEXT;
ALTER TABLE "Release" ADD CONSTRAINT "Release_supersedesId_fkey"
  FOREIGN KEY ("supersedesId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "Release_supersedesId_idx" ON "Release"("supersedesId");
