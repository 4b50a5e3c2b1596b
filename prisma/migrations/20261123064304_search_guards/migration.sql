-- AlterTable
ALTER TABLE "thought" ADD COLUMN     "head_nats" DOUBLE PRECISION,
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "longest_copy" INTEGER,
ADD COLUMN     "prompt_hash" BYTEA,
ADD COLUMN     "retained_nats" DOUBLE PRECISION,
ADD COLUMN     "start_nats" DOUBLE PRECISION,
ADD COLUMN     "target_tokens" BYTEA,
ADD COLUMN     "value_nats" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "optimization" ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "stopped" TEXT;

-- AlterTable
ALTER TABLE "optimization_step" ADD COLUMN     "baseline_tokens" BYTEA,
ADD COLUMN     "before_tokens" BYTEA,
ADD COLUMN     "decided_by" TEXT,
ADD COLUMN     "decision" TEXT,
ADD COLUMN     "shuffled_nats" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "score" (
    "key" BYTEA NOT NULL,
    "target_nats" DOUBLE PRECISION NOT NULL,
    "prior_nats" DOUBLE PRECISION,
    "tokens" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_pkey" PRIMARY KEY ("key")
);
