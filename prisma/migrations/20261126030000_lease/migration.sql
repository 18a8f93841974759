-- What somebody has open is found without a look at the queue.
CREATE INDEX "Sample_leaseActorId_id_idx" ON "Sample"("leaseActorId", "id");
