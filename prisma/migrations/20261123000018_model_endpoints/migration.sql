-- CreateTable
CREATE TABLE "llm_endpoint" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "sealed_key" BYTEA,
    "temperature" DOUBLE PRECISION,
    "top_p" DOUBLE PRECISION,
    "max_tokens" INTEGER NOT NULL,
    "context_tokens" INTEGER NOT NULL,
    "uses_seed" BOOLEAN NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "requests_per_minute" INTEGER,
    "tokens_per_minute" INTEGER,
    "timeout_ms" INTEGER NOT NULL,
    "input_price" DOUBLE PRECISION NOT NULL,
    "output_price" DOUBLE PRECISION NOT NULL,
    "cached_price" DOUBLE PRECISION,
    "capabilities" JSONB,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "llm_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "llm_call" (
    "id" UUID NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "prompt_hash" BYTEA NOT NULL,
    "attempt" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cached_tokens" INTEGER NOT NULL DEFAULT 0,
    "reasoning_tokens" INTEGER NOT NULL DEFAULT 0,
    "microdollars" BIGINT NOT NULL,
    "latency_ms" INTEGER,
    "response" JSONB,
    "error" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "llm_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "llm_call_subject_kind_subject_id_prompt_hash_idx" ON "llm_call"("subject_kind", "subject_id", "prompt_hash");

-- Limits and months add up what an endpoint has done without reading answers.
CREATE INDEX "llm_call_done_idx" ON "llm_call"("endpoint_id", "created_at") INCLUDE ("outcome", "input_tokens", "output_tokens", "cached_tokens", "microdollars");

-- Two endpoints in use never share a name, and archived ones give theirs free.
CREATE UNIQUE INDEX "llm_endpoint_name_key" ON "llm_endpoint"(lower("name")) WHERE "archived_at" IS NULL;

-- The calls under way, counted before each further one.
CREATE INDEX "llm_call_pending_idx" ON "llm_call"("endpoint_id", "lease_until") WHERE "outcome" = 'pending';

-- Budgets add up what a subject has spent without reading answers.
CREATE INDEX "llm_call_spent_idx" ON "llm_call"("subject_kind", "subject_id") INCLUDE ("outcome", "input_tokens", "output_tokens", "cached_tokens", "microdollars");

ALTER TABLE "llm_endpoint" ADD CONSTRAINT "llm_endpoint_limits_check" CHECK ("concurrency" > 0 AND "timeout_ms" > 0 AND "max_tokens" > 0 AND "context_tokens" > 0);
ALTER TABLE "llm_call" ADD CONSTRAINT "llm_call_lease_check" CHECK (("outcome" = 'pending') = ("lease_until" IS NOT NULL));
