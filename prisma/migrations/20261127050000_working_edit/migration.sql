-- What a person changed of a sample and has not decided on yet.
CREATE TABLE "WorkingEdit" (
    "sampleId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "knows" JSONB NOT NULL,
    "history" JSONB NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkingEdit_pkey" PRIMARY KEY ("sampleId","actorId")
);

ALTER TABLE "WorkingEdit" ADD CONSTRAINT "WorkingEdit_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WorkingEdit" ADD CONSTRAINT "WorkingEdit_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
