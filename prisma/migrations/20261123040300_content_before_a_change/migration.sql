-- AlterTable
ALTER TABLE "commit_change" ADD COLUMN     "from_sha256" BYTEA;

-- CreateIndex
CREATE INDEX "commit_change_from_sha256_idx" ON "commit_change"("from_sha256");

-- AddForeignKey
ALTER TABLE "commit_change" ADD CONSTRAINT "commit_change_from_sha256_fkey" FOREIGN KEY ("from_sha256") REFERENCES "blob"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;
