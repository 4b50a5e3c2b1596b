-- AlterTable
ALTER TABLE "batch" ADD COLUMN     "synthesis" JSONB;

-- AlterTable
ALTER TABLE "batch_item" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "refusal" TEXT;

-- CreateTable
CREATE TABLE "batch_trajectory" (
    "batch_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "trajectory_id" UUID NOT NULL,

    CONSTRAINT "batch_trajectory_pkey" PRIMARY KEY ("batch_id","position","trajectory_id")
);

-- CreateIndex
CREATE INDEX "batch_trajectory_trajectory_id_idx" ON "batch_trajectory"("trajectory_id");

-- The items whose synthesis is still to be asked for, in the order of the list.
CREATE INDEX "batch_item_ready_idx" ON "batch_item"("batch_id", "position") WHERE "asked_at" IS NULL AND "snapshot_id" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "batch_trajectory" ADD CONSTRAINT "batch_trajectory_batch_id_position_fkey" FOREIGN KEY ("batch_id", "position") REFERENCES "batch_item"("batch_id", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_trajectory" ADD CONSTRAINT "batch_trajectory_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
