-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN     "depth" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "notes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sketch" BYTEA;

-- AlterTable
ALTER TABLE "file" ADD COLUMN     "encoding" TEXT,
ADD COLUMN     "license" TEXT,
ADD COLUMN     "parse_errors" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "parser" TEXT,
ADD COLUMN     "role" TEXT NOT NULL DEFAULT 'source',
ADD COLUMN     "symbols" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "outline" (
    "sha256" BYTEA NOT NULL,
    "parser" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "outline_pkey" PRIMARY KEY ("sha256","parser")
);

-- CreateTable
CREATE TABLE "sketch" (
    "sha256" BYTEA NOT NULL,
    "minhash" BYTEA NOT NULL,

    CONSTRAINT "sketch_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "sketch_band" (
    "band" SMALLINT NOT NULL,
    "key" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "sketch_band_pkey" PRIMARY KEY ("band","key","sha256")
);

-- CreateTable
CREATE TABLE "snapshot_band" (
    "band" SMALLINT NOT NULL,
    "key" BIGINT NOT NULL,
    "snapshot_id" UUID NOT NULL,

    CONSTRAINT "snapshot_band_pkey" PRIMARY KEY ("band","key","snapshot_id")
);

-- CreateTable
CREATE TABLE "snapshot_commit" (
    "snapshot_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "commit" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "authored_at" TIMESTAMPTZ(3) NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "snapshot_commit_pkey" PRIMARY KEY ("snapshot_id","position")
);

-- CreateTable
CREATE TABLE "commit_change" (
    "snapshot_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_path" TEXT,
    "sha256" BYTEA,

    CONSTRAINT "commit_change_pkey" PRIMARY KEY ("snapshot_id","position","path")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" BYTEA,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_chunk" (
    "upload_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "upload_chunk_pkey" PRIMARY KEY ("upload_id","position")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "job_run_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_item" (
    "batch_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "ref" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "message" TEXT,
    "snapshot_id" UUID,
    "ms" INTEGER,

    CONSTRAINT "batch_item_pkey" PRIMARY KEY ("batch_id","position")
);

-- CreateIndex
CREATE INDEX "sketch_band_sha256_idx" ON "sketch_band"("sha256");

-- CreateIndex
CREATE INDEX "snapshot_band_snapshot_id_idx" ON "snapshot_band"("snapshot_id");

-- CreateIndex
CREATE INDEX "commit_change_snapshot_id_path_idx" ON "commit_change"("snapshot_id", "path");

-- CreateIndex
CREATE INDEX "commit_change_sha256_idx" ON "commit_change"("sha256");

-- CreateIndex
CREATE INDEX "batch_job_run_id_idx" ON "batch"("job_run_id");

-- CreateIndex
CREATE INDEX "batch_item_snapshot_id_idx" ON "batch_item"("snapshot_id");

-- AddForeignKey
ALTER TABLE "outline" ADD CONSTRAINT "outline_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sketch" ADD CONSTRAINT "sketch_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sketch_band" ADD CONSTRAINT "sketch_band_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "sketch"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_band" ADD CONSTRAINT "snapshot_band_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_commit" ADD CONSTRAINT "snapshot_commit_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commit_change" ADD CONSTRAINT "commit_change_snapshot_id_position_fkey" FOREIGN KEY ("snapshot_id", "position") REFERENCES "snapshot_commit"("snapshot_id", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commit_change" ADD CONSTRAINT "commit_change_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_chunk" ADD CONSTRAINT "upload_chunk_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_item" ADD CONSTRAINT "batch_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_item" ADD CONSTRAINT "batch_item_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Outlines move to where contents share them. Version 0 is what they were parsed with.
INSERT INTO "outline" ("sha256", "parser", "content")
SELECT DISTINCT ON ("sha256") "sha256", 'legacy@0', "outline" || '{"exports": []}' FROM "file"
WHERE "sha256" IS NOT NULL AND "outline" IS NOT NULL ORDER BY "sha256", "id";

UPDATE "file" SET "parser" = 'legacy@0', "symbols" = coalesce(jsonb_array_length("outline"->'symbols'), 0),
"parse_errors" = coalesce(jsonb_array_length("outline"->'parseErrors'), 0)
WHERE "sha256" IS NOT NULL AND "outline" IS NOT NULL;

UPDATE "file" SET "encoding" = 'utf-8' WHERE "is_included";

UPDATE "file" SET "role" = CASE WHEN "is_test" THEN 'test' WHEN "is_generated" THEN 'generated' WHEN "why_not" = 'vendored' THEN 'vendored' WHEN "why_not" = 'binary' THEN 'binary' ELSE 'source' END;

ALTER TABLE "file" DROP COLUMN "outline";
