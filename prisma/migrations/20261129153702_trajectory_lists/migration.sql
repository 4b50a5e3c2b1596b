-- CreateTable
CREATE TABLE "trajectory_entry" (
    "trajectory_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "trajectory_state" NOT NULL,
    "head" INTEGER NOT NULL,
    "steps" INTEGER NOT NULL,
    "tokens" INTEGER,
    "trained_tokens" INTEGER,
    "windows" INTEGER NOT NULL,
    "failing" SMALLINT,
    "gain" DOUBLE PRECISION,
    "gain_nats" DOUBLE PRECISION,
    "copy" DOUBLE PRECISION,
    "repository" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "language" TEXT,
    "model" TEXT,
    "judged_by" TEXT,

    CONSTRAINT "trajectory_entry_pkey" PRIMARY KEY ("trajectory_id")
);

-- CreateTable
CREATE TABLE "trajectory_tally" (
    "id" BIGSERIAL NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "state" "trajectory_state" NOT NULL,
    "language" TEXT,
    "author" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "model" TEXT,
    "judged_by" TEXT,
    "failing" SMALLINT,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "trajectory_tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thought_in_use" (
    "step_id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "thought_in_use_pkey" PRIMARY KEY ("step_id")
);

-- What there is already.
INSERT INTO "trajectory_entry" (trajectory_id, snapshot_id, repository_id, created_at, updated_at, state, head, steps, tokens,
  trained_tokens, windows, failing, gain, gain_nats, copy, repository, author, mode, language, model, judged_by)
select tr.id, tr.snapshot_id, sn.repository_id, tr.created_at, tr.updated_at,
    tr.state, tr.head, tr.step_count, h.tokens, h.trained_tokens, coalesce((tr.scope->>'of')::int, 1),
    case when h.id is not null then (0 | (case when (h.verifiers #>> '{replays,holds}')::boolean is false then 1 else 0 end) | (case when (h.verifiers #>> '{causal,holds}')::boolean is false then 2 else 0 end) | (case when (h.verifiers #>> '{grounded,holds}')::boolean is false then 4 else 0 end) | (case when (h.verifiers #>> '{complete,holds}')::boolean is false then 8 else 0 end) | (case when (h.verifiers #>> '{original,holds}')::boolean is false then 16 else 0 end))::smallint end,
    case when o.before_nats > 0 then (o.before_nats - o.after_nats) / o.before_nats end,
    o.before_nats - o.after_nats, h.max_copy_ratio, r.name, tr.author, coalesce(tr.settings->>'mode', 'direct'),
    (select key from jsonb_each_text(sn.languages) order by value::numeric desc, key limit 1),
    (select c.model from llm_call c where c.subject_kind = 'trajectory' and c.subject_id = tr.id::text order by c.id limit 1),
    (select v.by from verdict v where v.trajectory_id = tr.id and v.revision = tr.head order by v.id desc limit 1)
  from trajectory tr join snapshot sn on sn.id = tr.snapshot_id join repository r on r.id = sn.repository_id
  left join revision h on h.trajectory_id = tr.id and h.number = tr.head
  left join optimization o on o.id = h.optimization_id;

INSERT INTO "trajectory_tally" (bucket, state, language, author, mode, model, judged_by, failing, amount)
select (('x' || substr(md5(concat_ws('/', state, language, author, mode, model, judged_by, failing)), 1, 4))::bit(16)::int % 64)::smallint,
  state, language, author, mode, model, judged_by, failing, count(*) from trajectory_entry
  group by state, language, author, mode, model, judged_by, failing;

INSERT INTO "thought_in_use" (step_id, trajectory_id, words)
select s.id, s.trajectory_id, to_tsvector('english', left(t.text, 100000))
  from step s join lateral (select thought_id from selection where step_id = s.id order by from_revision desc limit 1) used on true
  join thought t on t.id = used.thought_id where s.kind = 'think';

-- CreateIndex
CREATE INDEX "trajectory_entry_created_at_trajectory_id_idx" ON "trajectory_entry"("created_at", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_updated_at_trajectory_id_idx" ON "trajectory_entry"("updated_at", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_state_trajectory_id_idx" ON "trajectory_entry"("state", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_head_trajectory_id_idx" ON "trajectory_entry"("head", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_steps_trajectory_id_idx" ON "trajectory_entry"("steps", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_tokens_trajectory_id_idx" ON "trajectory_entry"("tokens", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_windows_trajectory_id_idx" ON "trajectory_entry"("windows", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_failing_trajectory_id_idx" ON "trajectory_entry"("failing", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_gain_trajectory_id_idx" ON "trajectory_entry"("gain", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_copy_trajectory_id_idx" ON "trajectory_entry"("copy", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_repository_trajectory_id_idx" ON "trajectory_entry"("repository", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_author_trajectory_id_idx" ON "trajectory_entry"("author", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_mode_trajectory_id_idx" ON "trajectory_entry"("mode", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_language_trajectory_id_idx" ON "trajectory_entry"("language", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_model_trajectory_id_idx" ON "trajectory_entry"("model", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_judged_by_trajectory_id_idx" ON "trajectory_entry"("judged_by", "trajectory_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_repository_id_idx" ON "trajectory_entry"("repository_id");

-- CreateIndex
CREATE INDEX "trajectory_entry_snapshot_id_idx" ON "trajectory_entry"("snapshot_id");

-- CreateIndex
CREATE INDEX "trajectory_tally_bucket_idx" ON "trajectory_tally"("bucket");

-- CreateIndex
CREATE INDEX "thought_in_use_trajectory_id_idx" ON "thought_in_use"("trajectory_id");

-- CreateIndex
CREATE INDEX "thought_in_use_words_idx" ON "thought_in_use" USING GIN ("words");

-- CreateIndex
CREATE INDEX "snapshot_commit_idx" ON "snapshot"("commit" text_pattern_ops);

-- AddForeignKey
ALTER TABLE "trajectory_entry" ADD CONSTRAINT "trajectory_entry_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thought_in_use" ADD CONSTRAINT "thought_in_use_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thought_in_use" ADD CONSTRAINT "thought_in_use_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
