-- AlterTable
ALTER TABLE "release" ADD COLUMN     "against_id" UUID;

-- AlterTable
ALTER TABLE "release_item" ADD COLUMN     "split" TEXT NOT NULL DEFAULT 'train';

-- CreateTable
CREATE TABLE "rendered" (
    "key" BYTEA NOT NULL,
    "rows" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "is_compressed" BOOLEAN NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "rendered_pkey" PRIMARY KEY ("key")
);

-- What is compressed already is not compressed again.
ALTER TABLE "rendered" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
