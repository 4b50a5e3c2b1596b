-- AlterTable
ALTER TABLE "trajectory" ADD COLUMN     "queue_id" UUID;

-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "is_deciding" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "queue_id" UUID,
ADD COLUMN     "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "verdict_reason" (
    "id" UUID NOT NULL,
    "judgement" "judgement" NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "verdict_reason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "priority" TEXT NOT NULL,
    "share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "seed" TEXT NOT NULL,
    "overlap" INTEGER NOT NULL DEFAULT 1,
    "is_blind" BOOLEAN NOT NULL DEFAULT false,
    "lease_minutes" INTEGER NOT NULL DEFAULT 20,
    "gold_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "is_for_members" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_guidelines" (
    "queue_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_guidelines_pkey" PRIMARY KEY ("queue_id","version")
);

-- CreateTable
CREATE TABLE "guidelines_read" (
    "queue_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "guidelines_read_pkey" PRIMARY KEY ("queue_id","user_id")
);

-- CreateTable
CREATE TABLE "queue_member" (
    "queue_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "queue_member_pkey" PRIMARY KEY ("queue_id","user_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "slot" INTEGER,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "snoozed_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "is_gold" BOOLEAN NOT NULL DEFAULT false,
    "judgement" "judgement",
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gold_sample" (
    "trajectory_id" UUID NOT NULL,
    "judgement" "judgement" NOT NULL,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_sample_pkey" PRIMARY KEY ("trajectory_id")
);

-- CreateTable
CREATE TABLE "presence" (
    "trajectory_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("trajectory_id","user_id")
);

-- CreateIndex
CREATE INDEX "verdict_reason_judgement_position_idx" ON "verdict_reason"("judgement", "position");

-- CreateIndex
CREATE INDEX "assignment_user_id_state_idx" ON "assignment"("user_id", "state");

-- CreateIndex
CREATE INDEX "assignment_trajectory_id_idx" ON "assignment"("trajectory_id");

-- CreateIndex
CREATE INDEX "assignment_queue_id_state_lease_until_idx" ON "assignment"("queue_id", "state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_queue_id_trajectory_id_user_id_key" ON "assignment"("queue_id", "trajectory_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_queue_id_trajectory_id_slot_key" ON "assignment"("queue_id", "trajectory_id", "slot");

-- CreateIndex
CREATE INDEX "presence_seen_at_idx" ON "presence"("seen_at");

-- CreateIndex
CREATE INDEX "trajectory_queue_id_idx" ON "trajectory"("queue_id");

-- CreateIndex
CREATE INDEX "verdict_queue_id_id_idx" ON "verdict"("queue_id", "id");

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_guidelines" ADD CONSTRAINT "queue_guidelines_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_member" ADD CONSTRAINT "queue_member_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_member" ADD CONSTRAINT "queue_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_sample" ADD CONSTRAINT "gold_sample_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A slot is held by whoever has the work or has done it, and by nobody else.
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_slot" CHECK ("slot" IS NULL OR ("slot" >= 0 AND "state" IN ('claimed', 'snoozed', 'done')));
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_state" CHECK ("state" IN ('claimed', 'snoozed', 'done', 'skipped', 'lost'));
ALTER TABLE "queue" ADD CONSTRAINT "queue_overlap" CHECK ("overlap" BETWEEN 1 AND 20);

-- What people most often find wrong, to begin with.
INSERT INTO "verdict_reason" ("id", "judgement", "position", "text") VALUES
  (gen_random_uuid(), 'approve', 0, 'The thoughts explain the code that follows'),
  (gen_random_uuid(), 'approve', 1, 'The order of the work is plausible'),
  (gen_random_uuid(), 'reject', 0, 'The thoughts do not fit the code'),
  (gen_random_uuid(), 'reject', 1, 'The thoughts copy the code'),
  (gen_random_uuid(), 'reject', 2, 'The repository is not worth learning from'),
  (gen_random_uuid(), 'return', 0, 'The plan is too thin'),
  (gen_random_uuid(), 'return', 1, 'Some thoughts are too vague'),
  (gen_random_uuid(), 'return', 2, 'Some thoughts know what comes later');
