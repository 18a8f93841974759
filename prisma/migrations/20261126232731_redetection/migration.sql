-- Whether a detector finds the source box of a revision again when it is asked with the label of the revision.
CREATE TABLE "Redetection" (
    "id" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "detector" TEXT NOT NULL,
    "modelHash" TEXT NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "matches" INTEGER NOT NULL,
    "distance" DOUBLE PRECISION,
    "detail" JSONB NOT NULL,
    "provenanceHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Redetection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Redetection_revisionId_detector_key" ON "Redetection"("revisionId", "detector");

-- AddForeignKey
ALTER TABLE "Redetection" ADD CONSTRAINT "Redetection_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redetection" ADD CONSTRAINT "Redetection_provenanceHash_fkey" FOREIGN KEY ("provenanceHash") REFERENCES "Provenance"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
