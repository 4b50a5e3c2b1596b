-- AlterTable
ALTER TABLE "trajectory" ADD COLUMN     "scope" JSONB;
