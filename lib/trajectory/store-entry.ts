import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { outcomeBits, verifierNames } from './verifiers'

/** Words of one thought that are indexed: the rest of a very long one is not found. */
const indexedCharacters = 100_000
const tallyBuckets = 64
/** Of so many changes, one folds a part of the tally together. */
const changesPerFold = 100

const failingBits = verifierNames.reduce<Prisma.Sql>(
  (bits, name) =>
    sql`${bits} | (case h.verifiers #> ${[name, 'holds']}::text[] when 'false' then ${outcomeBits.failing(name)}::int
      when 'null' then ${outcomeBits.unapplied(name)}::int else 0 end)`,
  sql`0`,
)

const entryColumns = sql`trajectory_id, snapshot_id, repository_id, created_at, updated_at, state, head, steps, tokens,
  trained_tokens, windows, failing, gain, gain_nats, copy, repository, author, mode, language, model, judged_by`

/** What the entries of `tr` have to say, from where it is said first. */
export const freshEntries = sql`select tr.id as trajectory_id, tr.snapshot_id, sn.repository_id, tr.created_at, tr.updated_at,
    tr.state, tr.head, tr.step_count as steps, h.tokens, h.trained_tokens, coalesce((tr.scope->>'of')::int, 1) as windows,
    case when h.id is not null then (${failingBits})::smallint end as failing,
    case when o.before_nats > 0 then (o.before_nats - o.after_nats) / o.before_nats end as gain,
    o.before_nats - o.after_nats as gain_nats,
    case when h.verifiers #> '{original,holds}' is distinct from 'null' then h.max_copy_ratio end as copy, r.name as repository, tr.author,
    coalesce(tr.settings->>'mode', 'direct') as mode,
    (select key from jsonb_each_text(sn.languages) order by value::numeric desc, key limit 1) as language,
    coalesce(tr.settings->>'model', (select c.model from llm_call c
      where c.subject_kind = 'trajectory' and c.subject_id = tr.id::text order by c.id limit 1)) as model,
    (select v.by from verdict v where v.trajectory_id = tr.id and v.revision = tr.head order by v.id desc limit 1) as judged_by
  from trajectory tr join snapshot sn on sn.id = tr.snapshot_id join repository r on r.id = sn.repository_id
  left join revision h on h.trajectory_id = tr.id and h.number = tr.head
  left join optimization o on o.id = h.optimization_id`

const shares = sql`state, language, author, mode, model, judged_by, failing`
const bucket = sql`(('x' || substr(md5(concat_ws('/', state, language, author, mode, model, judged_by, failing)), 1, 4))::bit(16)::int
  % ${tallyBuckets}::int)::smallint`

/**
 * Writes the entry of a trajectory anew; to be called in every transaction that changes what it is made from, after the
 * change. Holds the trajectory until the transaction ends.
 */
export async function refreshEntry(tx: Db, trajectoryId: string): Promise<void> {
  await refreshEntries(tx, [trajectoryId])
}

/** As for one, after a change of many. */
export async function refreshEntries(tx: Db, trajectoryIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`select from trajectory where id = any(${trajectoryIds}::uuid[]) order by id for update`
  await tx.$executeRaw`with fresh as (${freshEntries} where tr.id = any(${trajectoryIds}::uuid[])),
    old as (select * from trajectory_entry where trajectory_id = any(${trajectoryIds}::uuid[])),
    saved as (insert into trajectory_entry as e (${entryColumns}) select ${entryColumns} from fresh
      on conflict (trajectory_id) do update set (${entryColumns}) =
        (select ${entryColumns} from fresh where fresh.trajectory_id = e.trajectory_id))
    insert into trajectory_tally (bucket, ${shares}, amount)
      select ${bucket}, ${shares}, sum(amount) from
        (select ${shares}, -1 as amount from old union all select ${shares}, 1 from fresh) change
      group by ${shares} having sum(amount) <> 0`
  if (Math.random() * changesPerFold < 1) await foldTally(tx, Math.floor(Math.random() * tallyBuckets))
}

/**
 * Changes the state of trajectories, and of their entries, however many: their other columns are not made anew. `update` is
 * an update of trajectories `t` that changes nothing else of them, without its returning clause. Whoever calls holds the
 * trajectories since an earlier statement: this one sees entries as they were when it began, and would count those twice
 * that another transaction changed while it waited.
 */
export async function changeStates(tx: Db, update: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`with changed as (${update} returning t.id, t.state as new_state, t.updated_at as new_time),
    old as (select e.*, new_state from trajectory_entry e join changed on changed.id = e.trajectory_id),
    saved as (update trajectory_entry e set state = new_state, updated_at = new_time from changed
      where e.trajectory_id = changed.id)
    insert into trajectory_tally (bucket, ${shares}, amount)
      select ${bucket}, ${shares}, sum(amount) from
        (select ${shares}, -1 as amount from old
          union all select new_state, language, author, mode, model, judged_by, failing, 1 from old) change
      group by ${shares} having sum(amount) <> 0`
  if (Math.random() * changesPerFold < 1) await foldTally(tx, Math.floor(Math.random() * tallyBuckets))
}

/** Takes the entries of trajectories away that are about to be deleted. */
export async function removeEntries(tx: Db, trajectoryIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`with gone as (delete from trajectory_entry where trajectory_id = any(${trajectoryIds}::uuid[])
      returning ${shares})
    insert into trajectory_tally (bucket, ${shares}, amount) select ${bucket}, ${shares}, -count(*) from gone group by ${shares}`
}

/** Sums up the rows of a bucket; those that another transaction folds are left to it. */
export async function foldTally(tx: Db, number: number): Promise<void> {
  await tx.$executeRaw`with gone as (delete from trajectory_tally where id in
      (select id from trajectory_tally where bucket = ${number} for update skip locked) returning bucket, ${shares}, amount)
    insert into trajectory_tally (bucket, ${shares}, amount)
      select bucket, ${shares}, sum(amount) from gone group by bucket, ${shares} having sum(amount) <> 0`
}

/** Lets the search find the thoughts that a trajectory's steps use now: all of it, or of the steps that changed. */
export async function refreshWords(tx: Db, trajectoryId: string, stepIds?: readonly string[]): Promise<void> {
  const among = stepIds ? sql`and s.id = any(${stepIds}::uuid[])` : sql``
  await tx.$executeRaw`insert into thought_in_use (step_id, trajectory_id, words)
    select s.id, s.trajectory_id, to_tsvector('english', left(t.text, ${indexedCharacters}))
    from step s join lateral (select thought_id from selection where step_id = s.id order by from_revision desc limit 1) used on true
      join thought t on t.id = used.thought_id
    where s.trajectory_id = ${trajectoryId}::uuid and s.kind = 'think' ${among}
    on conflict (step_id) do update set words = excluded.words`
}

/** Entries that do not say what they should; empty unless a change forgot to write one. */
export async function listStaleEntries(db: Db): Promise<string[]> {
  const query = sql`select coalesce(fresh.trajectory_id, e.trajectory_id) as id
    from (${freshEntries}) fresh full join trajectory_entry e using (trajectory_id)
    where (select row(${entryColumns}) from (select fresh.*) f) is distinct from (select row(${entryColumns}) from (select e.*) f)`
  return (await rows(db, z.object({ id: z.string() }), query)).map(({ id }) => id)
}
