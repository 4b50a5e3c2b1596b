-- AlterEnum
ALTER TYPE "job_state" ADD VALUE 'paused' AFTER 'running';

-- AlterTable
ALTER TABLE "job_run" ADD COLUMN     "is_pausable" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pause_requested_at" TIMESTAMPTZ(3);

-- What waits or runs while the instance is brought up to date.
UPDATE "job_run" SET "is_pausable" = true
WHERE "kind" IN ('batch', 'synthesize', 'optimize', 'release') AND "state" IN ('queued', 'running');
