-- DropIndex
DROP INDEX "release_item_release_id_trajectory_id_key";

-- AlterTable
ALTER TABLE "release" ADD COLUMN     "dataset" JSONB,
ADD COLUMN     "dataset_id" UUID,
ADD COLUMN     "preflight" JSONB;

-- AlterTable
ALTER TABLE "release_item" ADD COLUMN     "masked_hash" TEXT,
ADD COLUMN     "masked_tokens" INTEGER,
ADD COLUMN     "masked_trained_tokens" INTEGER,
ADD COLUMN     "masks" JSONB,
ADD COLUMN     "variant" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "filter" JSONB,
    "revisions" TEXT NOT NULL DEFAULT 'approved',
    "granularity" TEXT NOT NULL DEFAULT 'any',
    "required" TEXT[],
    "format" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "checks" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_entry" (
    "dataset_id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_entry_pkey" PRIMARY KEY ("dataset_id","trajectory_id")
);

-- CreateTable
CREATE TABLE "preflight" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "plan_hash" BYTEA,
    "documents" INTEGER,
    "tokens" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "preflight_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preflight_item" (
    "preflight_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "preflight_item_pkey" PRIMARY KEY ("preflight_id","position")
);

-- CreateTable
CREATE TABLE "dataset_finding" (
    "dataset_id" UUID NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "preflight_id" UUID NOT NULL,
    "check" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "position" INTEGER,
    "path" TEXT,
    "line" INTEGER,
    "message" TEXT NOT NULL,
    "excerpt" TEXT,
    "literal" TEXT,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "other_id" UUID,
    "decision" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_finding_pkey" PRIMARY KEY ("dataset_id","fingerprint")
);

-- CreateTable
CREATE TABLE "document_scan" (
    "key" BYTEA NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "document_scan_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "document_sketch" (
    "content_hash" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "document_sketch_pkey" PRIMARY KEY ("content_hash")
);

-- CreateTable
CREATE TABLE "document_band" (
    "band" SMALLINT NOT NULL,
    "key" BIGINT NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "document_band_pkey" PRIMARY KEY ("band","key","content_hash")
);

-- CreateTable
CREATE TABLE "benchmark" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_problem" (
    "benchmark_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "grams" BYTEA NOT NULL,

    CONSTRAINT "benchmark_problem_pkey" PRIMARY KEY ("benchmark_id","position")
);

-- CreateTable
CREATE TABLE "destination" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" BYTEA,
    "by" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_push" (
    "id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "destination_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_push_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_name_key" ON "dataset"("name");

-- CreateIndex
CREATE INDEX "dataset_entry_trajectory_id_idx" ON "dataset_entry"("trajectory_id");

-- CreateIndex
CREATE INDEX "preflight_dataset_id_id_idx" ON "preflight"("dataset_id", "id");

-- CreateIndex
CREATE INDEX "preflight_item_trajectory_id_idx" ON "preflight_item"("trajectory_id");

-- CreateIndex
CREATE INDEX "dataset_finding_dataset_id_preflight_id_idx" ON "dataset_finding"("dataset_id", "preflight_id");

-- CreateIndex
CREATE INDEX "dataset_finding_trajectory_id_idx" ON "dataset_finding"("trajectory_id");

-- CreateIndex
CREATE INDEX "document_band_content_hash_idx" ON "document_band"("content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_name_key" ON "benchmark"("name");

-- CreateIndex
CREATE INDEX "release_push_release_id_id_idx" ON "release_push"("release_id", "id");

-- CreateIndex
CREATE INDEX "release_push_destination_id_idx" ON "release_push"("destination_id");

-- CreateIndex
CREATE INDEX "release_dataset_id_id_idx" ON "release"("dataset_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "release_item_release_id_trajectory_id_variant_key" ON "release_item"("release_id", "trajectory_id", "variant");

-- AddForeignKey
ALTER TABLE "dataset_entry" ADD CONSTRAINT "dataset_entry_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_entry" ADD CONSTRAINT "dataset_entry_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preflight" ADD CONSTRAINT "preflight_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preflight_item" ADD CONSTRAINT "preflight_item_preflight_id_fkey" FOREIGN KEY ("preflight_id") REFERENCES "preflight"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preflight_item" ADD CONSTRAINT "preflight_item_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_finding" ADD CONSTRAINT "dataset_finding_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_finding" ADD CONSTRAINT "dataset_finding_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_band" ADD CONSTRAINT "document_band_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "document_sketch"("content_hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_problem" ADD CONSTRAINT "benchmark_problem_benchmark_id_fkey" FOREIGN KEY ("benchmark_id") REFERENCES "benchmark"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_push" ADD CONSTRAINT "release_push_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_push" ADD CONSTRAINT "release_push_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
