-- CreateTable
CREATE TABLE "queue_addition" (
    "queue_id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_addition_pkey" PRIMARY KEY ("queue_id","trajectory_id")
);

-- CreateIndex
CREATE INDEX "queue_addition_trajectory_id_idx" ON "queue_addition"("trajectory_id");

-- AddForeignKey
ALTER TABLE "queue_addition" ADD CONSTRAINT "queue_addition_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_addition" ADD CONSTRAINT "queue_addition_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
