-- The newest verdict of one gate about each sample, and what its calls cost.
CREATE INDEX "GateVerdict_gate_sampleId_createdAt_idx" ON "GateVerdict"("gate", "sampleId", "createdAt" DESC);
