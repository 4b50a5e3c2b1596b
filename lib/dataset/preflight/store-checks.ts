import { z } from 'zod'
import { isPermitted, toPolicy } from '@/lib/dataset/checks/licence-policy'
import type { Dataset } from '@/lib/dataset/dataset'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Found } from './finding'

/** What was frozen for a look, with where it comes from. */
const held = (
  preflightId: string,
) => sql`select i.position, i.trajectory_id, i.variant, i.revision, e.repository_id, e.snapshot_id,
    r.content_hash, r.tokens, r.max_copy_ratio, r.verifiers
  from preflight_item i join trajectory_entry e on e.trajectory_id = i.trajectory_id
  join revision r on r.trajectory_id = i.trajectory_id and r.number = i.revision where i.preflight_id = ${preflightId}::uuid`

const ids = { trajectoryId: z.string(), repositoryId: z.string() }

/** The same document more than once: all but the oldest are found. */
export async function findExactDuplicates(db: Db, preflightId: string): Promise<Found[]> {
  const Row = z.object({ ...ids, otherId: z.string() })
  const found = await rows(
    db,
    Row,
    sql`select trajectory_id::text as "trajectoryId", repository_id::text as "repositoryId", first::text as "otherId"
      from (select *, first_value(trajectory_id) over (partition by content_hash order by trajectory_id) as first
        from (${held(preflightId)}) held) found where first <> trajectory_id order by 1`,
  )
  return found.map((row) => ({
    ...row,
    check: 'duplicate',
    rule: 'exact',
    subject: row.otherId,
    message: 'The same document as another trajectory, byte for byte',
  }))
}

/** Licences of repositories, and of the headers of included files, that the policy does not permit. */
export async function findLicences(db: Db, preflightId: string, { checks }: Dataset): Promise<Found[]> {
  const policy = toPolicy(checks.licences)
  const Row = z.object({ ...ids, licence: z.string().nullable(), path: z.string().nullable(), files: z.int() })
  const found = await rows(
    db,
    Row,
    sql`with held as (select distinct trajectory_id, repository_id, snapshot_id from (${held(preflightId)}) held)
      select h.trajectory_id::text as "trajectoryId", h.repository_id::text as "repositoryId", s.license as licence,
        null as path, 0 as files from held h join snapshot s on s.id = h.snapshot_id
      union all
      select h.trajectory_id::text, h.repository_id::text, f.license, min(f.path), count(*)::int from held h
        join file f on f.snapshot_id = h.snapshot_id and f.is_included and f.license is not null
        join trajectory t on t.id = h.trajectory_id
        where t.scope is null or f.path in (select jsonb_array_elements_text(t.scope->'paths')) group by 1, 2, 3 order by 1`,
  )
  return found.flatMap(({ licence, path, files, ...row }) => {
    if (licence !== null && isPermitted(licence, policy)) return []
    const where = path === null ? 'The repository' : files === 1 ? path : `${path} and ${files - 1} more`
    return [
      {
        ...row,
        check: 'licence' as const,
        rule: path === null ? 'repository' : 'file header',
        subject: licence ?? '',
        path,
        message: licence === null ? `${where} names no licence` : `${where} is under ${licence}`,
      },
    ]
  })
}

const fewest = 20

/** Documents far longer or shorter than the middle half (J. Tukey, "Exploratory data analysis", 1977), over logarithms. */
export async function findOutliers(db: Db, preflightId: string, { checks }: Dataset): Promise<Found[]> {
  const Row = z.object({ ...ids, revision: z.int(), tokens: z.int(), low: z.number(), high: z.number() })
  const found = await rows(
    db,
    Row,
    sql`with held as (${held(preflightId)}),
      quartile as (select percentile_cont(0.25) within group (order by ln(greatest(tokens, 1))) as q1,
        percentile_cont(0.75) within group (order by ln(greatest(tokens, 1))) as q3, count(*) as n from held),
      fence as (select q1 - ${checks.lengthFence}::float8 * greatest(q3 - q1, 0.1) as low,
        q3 + ${checks.lengthFence}::float8 * greatest(q3 - q1, 0.1) as high, n from quartile)
      select trajectory_id::text as "trajectoryId", repository_id::text as "repositoryId", revision, tokens, exp(low) as low,
        exp(high) as high from held, fence
      where n >= ${fewest} and ln(greatest(tokens, 1)) not between low and high order by 1`,
  )
  return found.map(({ revision, tokens, low, high, ...row }) => ({
    ...row,
    check: 'length',
    rule: tokens > high ? 'long' : 'short',
    subject: String(revision),
    message: `${tokens} tokens, where most have ${Math.round(low)} to ${Math.round(high)}`,
  }))
}

export async function findCopies(db: Db, preflightId: string, { checks }: Dataset): Promise<Found[]> {
  const Row = z.object({ ...ids, revision: z.int(), ratio: z.number() })
  const found = await rows(
    db,
    Row,
    sql`select trajectory_id::text as "trajectoryId", repository_id::text as "repositoryId", revision, max_copy_ratio as ratio
      from (${held(preflightId)}) held where max_copy_ratio > ${checks.mostCopy}::float8 order by 1`,
  )
  return found.map(({ revision, ratio, ...row }) => ({
    ...row,
    check: 'copy',
    rule: 'thought',
    subject: String(revision),
    message: `A thought copies ${(ratio * 100).toFixed(1)}% of its file`,
  }))
}

/** Verifiers that do not hold, of those that are not required. */
export async function findFailures(db: Db, preflightId: string): Promise<Found[]> {
  const Row = z.object({ ...ids, revision: z.int(), name: z.string(), why: z.string().nullable() })
  const found = await rows(
    db,
    Row,
    sql`select trajectory_id::text as "trajectoryId", repository_id::text as "repositoryId", revision, v.key as name,
        v.value->>'why' as why from (${held(preflightId)}) held, jsonb_each(verifiers) v
      where not (v.value->>'holds')::boolean order by 1, 4`,
  )
  return found.map(({ revision, name, why, ...row }) => ({
    ...row,
    check: 'verifier',
    rule: name,
    subject: String(revision),
    message: why ?? `The verifier ${name} does not hold`,
  }))
}

/** A trajectory of each repository that is nearly the same as one of another split. */
export async function describeLeaks(
  db: Db,
  preflightId: string,
  leaks: readonly { repository: string; other: string; split: string; otherSplit: string }[],
): Promise<Found[]> {
  if (leaks.length === 0) return []
  const Row = z.object({ ...ids, name: z.string() })
  const wanted = [...new Set(leaks.flatMap(({ repository, other }) => [repository, other]))]
  const found = await rows(
    db,
    Row,
    sql`select distinct on (h.repository_id) h.trajectory_id::text as "trajectoryId", h.repository_id::text as "repositoryId",
        r.name from (${held(preflightId)}) h join repository r on r.id = h.repository_id
      where h.repository_id = any(${wanted}::uuid[]) order by h.repository_id, h.trajectory_id`,
  )
  const byRepository = new Map(found.map((row) => [row.repositoryId, row]))
  return leaks.flatMap(({ repository, other, split, otherSplit }) => {
    const [one, two] = [byRepository.get(repository), byRepository.get(other)]
    if (!one || !two) return []
    // The one that came later is the one that may go.
    const { name: _, ...ids } = two
    return [
      {
        ...ids,
        check: 'leak' as const,
        rule: 'similar repositories',
        subject: repository,
        otherId: one.trajectoryId,
        message: `${two.name} is in ${otherSplit}, and nearly the same as ${one.name} in ${split}`,
      },
    ]
  })
}
