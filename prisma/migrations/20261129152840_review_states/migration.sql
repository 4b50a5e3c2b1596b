-- AlterEnum
ALTER TYPE "trajectory_state" ADD VALUE 'in_review' AFTER 'draft';
ALTER TYPE "trajectory_state" ADD VALUE 'released';

-- AlterTable: what a verdict was given on. Those of before were given on what their revision says.
ALTER TABLE "verdict" ADD COLUMN     "content_hash" TEXT;
UPDATE "verdict" SET "content_hash" = "revision"."content_hash" FROM "revision"
  WHERE "revision"."trajectory_id" = "verdict"."trajectory_id" AND "revision"."number" = "verdict"."revision";
ALTER TABLE "verdict" ALTER COLUMN "content_hash" SET NOT NULL;
