-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'reviewer', 'viewer');

-- CreateEnum
CREATE TYPE "trajectory_state" AS ENUM ('synthesizing', 'draft', 'approved', 'rejected', 'returned');

-- CreateEnum
CREATE TYPE "thought_origin" AS ENUM ('synthesis', 'search', 'person');

-- CreateEnum
CREATE TYPE "judgement" AS ENUM ('approve', 'reject', 'return');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'done', 'failed', 'canceled');

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "user_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "commit" TEXT NOT NULL,
    "ref" TEXT,
    "license" TEXT,
    "languages" JSONB NOT NULL,
    "file_count" INTEGER NOT NULL,
    "included_count" INTEGER NOT NULL,
    "included_bytes" BIGINT NOT NULL,
    "dependency_count" INTEGER NOT NULL,
    "cycles" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob" (
    "sha256" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "language" TEXT,
    "size" BIGINT NOT NULL,
    "lines" INTEGER,
    "mode" TEXT NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "is_generated" BOOLEAN NOT NULL,
    "is_included" BOOLEAN NOT NULL,
    "why_not" TEXT,
    "order" INTEGER,
    "sha256" BYTEA,
    "outline" JSONB,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dependency" (
    "id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "from_path" TEXT NOT NULL,
    "to_path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "names" TEXT[],

    CONSTRAINT "dependency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unresolved_import" (
    "id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "from_path" TEXT NOT NULL,
    "specifier" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "is_external" BOOLEAN NOT NULL,

    CONSTRAINT "unresolved_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trajectory" (
    "id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "state" "trajectory_state" NOT NULL DEFAULT 'synthesizing',
    "head" INTEGER NOT NULL DEFAULT 0,
    "step_count" INTEGER NOT NULL DEFAULT 0,
    "run_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trajectory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "parent_id" UUID,
    "role" TEXT NOT NULL,
    "path" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "tool" TEXT,
    "path" TEXT,
    "args" JSONB NOT NULL,
    "text" TEXT,
    "sha256" BYTEA,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thought" (
    "id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "origin" "thought_origin" NOT NULL,
    "parent_id" UUID,
    "text" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,
    "copy_ratio" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "optimization_id" UUID,
    "round" INTEGER,
    "slot" INTEGER,
    "target_nats" DOUBLE PRECISION,
    "prior_nats" DOUBLE PRECISION,
    "is_accepted" BOOLEAN,
    "why_not" TEXT,

    CONSTRAINT "thought_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "selection" (
    "step_id" UUID NOT NULL,
    "from_revision" INTEGER NOT NULL,
    "thought_id" UUID NOT NULL,

    CONSTRAINT "selection_pkey" PRIMARY KEY ("step_id","from_revision")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "verifiers" JSONB NOT NULL,
    "tokens" INTEGER NOT NULL,
    "trained_tokens" INTEGER NOT NULL,
    "max_copy_ratio" DOUBLE PRECISION NOT NULL,
    "optimization_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "optimization" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "scorer_fingerprint" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "baseline_nats" DOUBLE PRECISION,
    "before_nats" DOUBLE PRECISION,
    "after_nats" DOUBLE PRECISION,
    "target_bytes" BIGINT,
    "step_count" INTEGER,
    "candidate_count" INTEGER,
    "accepted_count" INTEGER,
    "scoring_calls" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "optimization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "optimization_step" (
    "optimization_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "baseline_nats" DOUBLE PRECISION NOT NULL,
    "before_nats" DOUBLE PRECISION NOT NULL,
    "after_nats" DOUBLE PRECISION NOT NULL,
    "target_bytes" INTEGER NOT NULL,
    "thought_id" UUID,

    CONSTRAINT "optimization_step_pkey" PRIMARY KEY ("optimization_id","step_id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "judgement" "judgement" NOT NULL,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "documents" INTEGER,
    "tokens" BIGINT,
    "files" JSONB,
    "manifest" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_item" (
    "release_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "release_item_pkey" PRIMARY KEY ("release_id","position")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID,
    "title" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "result" JSONB,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "done" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT,
    "unit" TEXT,
    "message" TEXT,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "user_id" UUID,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_failure_email_created_at_idx" ON "sign_in_failure"("email", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_id_idx" ON "audit_event"("subject_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "repository_url_key" ON "repository"("url");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_repository_id_commit_key" ON "snapshot"("repository_id", "commit");

-- CreateIndex
CREATE INDEX "file_sha256_idx" ON "file"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "file_snapshot_id_path_key" ON "file"("snapshot_id", "path");

-- CreateIndex
CREATE INDEX "dependency_snapshot_id_from_path_idx" ON "dependency"("snapshot_id", "from_path");

-- CreateIndex
CREATE INDEX "dependency_snapshot_id_to_path_idx" ON "dependency"("snapshot_id", "to_path");

-- CreateIndex
CREATE INDEX "unresolved_import_snapshot_id_from_path_idx" ON "unresolved_import"("snapshot_id", "from_path");

-- CreateIndex
CREATE UNIQUE INDEX "trajectory_fingerprint_key" ON "trajectory"("fingerprint");

-- CreateIndex
CREATE INDEX "trajectory_snapshot_id_idx" ON "trajectory"("snapshot_id");

-- CreateIndex
CREATE INDEX "trajectory_state_id_idx" ON "trajectory"("state", "id");

-- CreateIndex
CREATE INDEX "run_parent_id_idx" ON "run"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_trajectory_id_position_key" ON "run"("trajectory_id", "position");

-- CreateIndex
CREATE INDEX "step_run_id_position_idx" ON "step"("run_id", "position");

-- CreateIndex
CREATE INDEX "step_sha256_idx" ON "step"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "step_trajectory_id_position_key" ON "step"("trajectory_id", "position");

-- CreateIndex
CREATE INDEX "thought_step_id_idx" ON "thought"("step_id");

-- CreateIndex
CREATE INDEX "thought_parent_id_idx" ON "thought"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "thought_optimization_id_step_id_round_slot_key" ON "thought"("optimization_id", "step_id", "round", "slot");

-- CreateIndex
CREATE INDEX "selection_thought_id_idx" ON "selection"("thought_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_optimization_id_key" ON "revision"("optimization_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_trajectory_id_number_key" ON "revision"("trajectory_id", "number");

-- CreateIndex
CREATE INDEX "optimization_trajectory_id_id_idx" ON "optimization"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "verdict_trajectory_id_id_idx" ON "verdict"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "release_item_trajectory_id_idx" ON "release_item"("trajectory_id");

-- CreateIndex
CREATE UNIQUE INDEX "release_item_release_id_trajectory_id_key" ON "release_item"("release_id", "trajectory_id");

-- CreateIndex
CREATE INDEX "job_run_state_id_idx" ON "job_run"("state", "id");

-- CreateIndex
CREATE INDEX "job_run_subject_id_id_idx" ON "job_run"("subject_id", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unresolved_import" ADD CONSTRAINT "unresolved_import_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thought" ADD CONSTRAINT "thought_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thought" ADD CONSTRAINT "thought_optimization_id_fkey" FOREIGN KEY ("optimization_id") REFERENCES "optimization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thought" ADD CONSTRAINT "thought_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "thought"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_thought_id_fkey" FOREIGN KEY ("thought_id") REFERENCES "thought"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_optimization_id_fkey" FOREIGN KEY ("optimization_id") REFERENCES "optimization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "optimization" ADD CONSTRAINT "optimization_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "optimization_step" ADD CONSTRAINT "optimization_step_optimization_id_fkey" FOREIGN KEY ("optimization_id") REFERENCES "optimization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_trajectory_id_revision_fkey" FOREIGN KEY ("trajectory_id", "revision") REFERENCES "revision"("trajectory_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_item" ADD CONSTRAINT "release_item_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_item" ADD CONSTRAINT "release_item_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE "blob" ADD CONSTRAINT "blob_sha256_length" CHECK (length("sha256") = 32 AND "size" = length("bytes"));
ALTER TABLE "file" ADD CONSTRAINT "file_included_has_content" CHECK (NOT "is_included" OR ("sha256" IS NOT NULL AND "order" IS NOT NULL AND "why_not" IS NULL));
ALTER TABLE "file" ADD CONSTRAINT "file_excluded_says_why" CHECK ("is_included" OR "why_not" IS NOT NULL);
ALTER TABLE "run" ADD CONSTRAINT "run_role" CHECK ("role" IN ('main', 'sub') AND ("role" = 'main') = ("parent_id" IS NULL));
ALTER TABLE "step" ADD CONSTRAINT "step_kind" CHECK ("kind" IN ('think', 'act', 'observe'));
ALTER TABLE "step" ADD CONSTRAINT "step_tool" CHECK ("tool" IN ('plan', 'delegate', 'read', 'write', 'edit', 'check', 'finish'));
ALTER TABLE "step" ADD CONSTRAINT "step_think_has_no_tool" CHECK (("kind" = 'think') = ("tool" IS NULL));
ALTER TABLE "revision" ADD CONSTRAINT "revision_number" CHECK ("number" >= 1);
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_needs_reason" CHECK ("judgement" = 'approve' OR length(trim("reason")) > 0);
CREATE UNIQUE INDEX "optimization_one_running" ON "optimization" ("trajectory_id") WHERE "state" IN ('queued', 'running');
