-- CreateEnum
CREATE TYPE "label_kind" AS ENUM ('boolean', 'category', 'rating', 'text');

-- CreateEnum
CREATE TYPE "anchor_scope" AS ENUM ('span', 'hunk', 'step', 'run', 'trajectory');

-- CreateEnum
CREATE TYPE "inbox_reason" AS ENUM ('mention', 'reply', 'work');

-- CreateTable
CREATE TABLE "label" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label_version" (
    "label_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "label_kind" NOT NULL,
    "scopes" "anchor_scope"[],
    "key" INTEGER,
    "color" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "is_required" BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_version_pkey" PRIMARY KEY ("label_id","version")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,
    "label_version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "scope" "anchor_scope" NOT NULL,
    "step_id" UUID,
    "run_id" UUID,
    "thought_id" UUID,
    "anchor" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trajectory_label" (
    "trajectory_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "trajectory_label_pkey" PRIMARY KEY ("trajectory_id","label_id")
);

-- CreateTable
CREATE TABLE "comment_thread" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "scope" "anchor_scope" NOT NULL,
    "step_id" UUID,
    "run_id" UUID,
    "thought_id" UUID,
    "anchor" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mentions" UUID[],
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_item" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "reason" "inbox_reason" NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "applied_change" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "applied_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "annotation_trajectory_id_id_idx" ON "annotation"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "annotation_step_id_idx" ON "annotation"("step_id");

-- CreateIndex
CREATE INDEX "annotation_run_id_idx" ON "annotation"("run_id");

-- CreateIndex
CREATE INDEX "annotation_label_id_label_version_idx" ON "annotation"("label_id", "label_version");

-- CreateIndex
CREATE INDEX "trajectory_label_label_id_trajectory_id_idx" ON "trajectory_label"("label_id", "trajectory_id");

-- CreateIndex
CREATE INDEX "comment_thread_trajectory_id_id_idx" ON "comment_thread"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "comment_thread_step_id_idx" ON "comment_thread"("step_id");

-- CreateIndex
CREATE INDEX "comment_thread_run_id_idx" ON "comment_thread"("run_id");

-- CreateIndex
CREATE INDEX "comment_thread_id_created_at_idx" ON "comment"("thread_id", "created_at");

-- CreateIndex
CREATE INDEX "inbox_item_user_id_created_at_id_idx" ON "inbox_item"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "inbox_item_comment_id_idx" ON "inbox_item"("comment_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_item_user_id_comment_id_key" ON "inbox_item"("user_id", "comment_id");

-- CreateIndex
CREATE INDEX "applied_change_created_at_idx" ON "applied_change"("created_at");

-- AddForeignKey
ALTER TABLE "label_version" ADD CONSTRAINT "label_version_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_label_id_label_version_fkey" FOREIGN KEY ("label_id", "label_version") REFERENCES "label_version"("label_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory_label" ADD CONSTRAINT "trajectory_label_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory_label" ADD CONSTRAINT "trajectory_label_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comment_thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_item" ADD CONSTRAINT "inbox_item_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE "label_version" ADD CONSTRAINT "label_version_key" CHECK ("key" BETWEEN 1 AND 9);
ALTER TABLE "label_version" ADD CONSTRAINT "label_version_scopes" CHECK (cardinality("scopes") > 0);
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_has_its_place" CHECK (("scope" IN ('span', 'hunk', 'step')) = ("step_id" IS NOT NULL) AND ("scope" = 'run') = ("run_id" IS NOT NULL));
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_has_its_place" CHECK (("scope" IN ('span', 'hunk', 'step')) = ("step_id" IS NOT NULL) AND ("scope" = 'run') = ("run_id" IS NOT NULL));
ALTER TABLE "trajectory_label" ADD CONSTRAINT "trajectory_label_count" CHECK ("count" > 0);
CREATE INDEX "inbox_item_unread" ON "inbox_item" ("user_id") WHERE "read_at" IS NULL;
