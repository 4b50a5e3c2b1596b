-- CreateTable
CREATE TABLE "foreign_import" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" BYTEA,
    "asked" TEXT,
    "format" TEXT,
    "licence" TEXT,
    "upload_id" UUID NOT NULL,
    "job_run_id" UUID,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "foreign_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "foreign_row" (
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "trajectory_id" UUID,
    "message" TEXT,

    CONSTRAINT "foreign_row_pkey" PRIMARY KEY ("import_id","number")
);

-- CreateIndex
CREATE INDEX "foreign_row_import_id_outcome_number_idx" ON "foreign_row"("import_id", "outcome", "number");

-- CreateIndex
CREATE INDEX "foreign_row_trajectory_id_idx" ON "foreign_row"("trajectory_id");

-- AddForeignKey
ALTER TABLE "foreign_row" ADD CONSTRAINT "foreign_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "foreign_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_row" ADD CONSTRAINT "foreign_row_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema cannot say: in a foreign trajectory an act may call a tool that is like none of ours, and then so does what
-- answers it.
ALTER TABLE "step" DROP CONSTRAINT "step_think_has_no_tool";
ALTER TABLE "step" ADD CONSTRAINT "step_think_has_no_tool" CHECK ("kind" <> 'think' OR "tool" IS NULL);
ALTER TABLE "step" ADD CONSTRAINT "step_act_has_a_tool" CHECK ("kind" <> 'act' OR "tool" IS NOT NULL OR "args"->'call' IS NOT NULL);
ALTER TABLE "foreign_row" ADD CONSTRAINT "foreign_row_outcome" CHECK ("outcome" IN ('imported', 'known', 'failed'));
