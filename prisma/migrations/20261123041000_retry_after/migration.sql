-- AlterTable
ALTER TABLE "llm_call" ADD COLUMN     "retry_at" TIMESTAMPTZ(3);

-- Asked before each call whether its endpoint is to be left alone, and few calls have a time.
CREATE INDEX "llm_call_retry_at_idx" ON "llm_call"("endpoint_id", "retry_at") WHERE "retry_at" IS NOT NULL;
