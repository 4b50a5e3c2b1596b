-- AlterTable
ALTER TABLE "trajectory" ADD COLUMN     "forked_from_id" UUID,
ADD COLUMN     "forked_revision" INTEGER,
ADD COLUMN     "forked_steps" INTEGER;

-- CreateIndex
CREATE INDEX "trajectory_forked_from_id_idx" ON "trajectory"("forked_from_id");

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_forked_from_id_fkey" FOREIGN KEY ("forked_from_id") REFERENCES "trajectory"("id") ON DELETE SET NULL ON UPDATE CASCADE;
