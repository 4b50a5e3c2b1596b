-- The orders of numbers carry the other numbers: what is limited by one and ordered by another is read from the index alone.
DROP INDEX "trajectory_entry_steps_trajectory_id_idx";
DROP INDEX "trajectory_entry_tokens_trajectory_id_idx";
DROP INDEX "trajectory_entry_gain_trajectory_id_idx";
DROP INDEX "trajectory_entry_copy_trajectory_id_idx";
CREATE INDEX "trajectory_entry_steps_trajectory_id_idx" ON "trajectory_entry"("steps", "trajectory_id") INCLUDE ("tokens", "gain", "copy");
CREATE INDEX "trajectory_entry_tokens_trajectory_id_idx" ON "trajectory_entry"("tokens", "trajectory_id") INCLUDE ("steps", "gain", "copy");
CREATE INDEX "trajectory_entry_gain_trajectory_id_idx" ON "trajectory_entry"("gain", "trajectory_id") INCLUDE ("steps", "tokens", "copy");
CREATE INDEX "trajectory_entry_copy_trajectory_id_idx" ON "trajectory_entry"("copy", "trajectory_id") INCLUDE ("steps", "tokens", "gain");
