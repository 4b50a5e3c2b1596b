import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { FrozenDecision } from '@/lib/dataset/release'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { utc } from '@/lib/trajectory/store-rows'
import { CheckName, checkNames, Finding, type Found, findingPlace, type ListFindings, RuleCount } from './finding'

function fingerprintOf({ check, rule, trajectoryId, subject }: Found): string {
  return createHash('sha256')
    .update(JSON.stringify([check, rule, trajectoryId, subject]))
    .digest('hex')
}

const rowsPerInsert = 500

/** Writes findings down; one that was there keeps what was decided about it. */
export async function saveFindings(
  db: Db,
  { datasetId, preflightId }: { datasetId: string; preflightId: string },
  found: readonly Found[],
): Promise<void> {
  const unique = [...new Map(found.map((one) => [fingerprintOf(one), one])).entries()]
  for (let start = 0; start < unique.length; start += rowsPerInsert) {
    const data = unique.slice(start, start + rowsPerInsert).map(([fingerprint, { subject: _, ...one }]) => ({
      fingerprint,
      ...one,
    }))
    await db.$executeRaw`insert into dataset_finding (dataset_id, fingerprint, preflight_id, "check", rule, trajectory_id,
        repository_id, position, path, line, message, excerpt, literal, occurrences, other_id)
      select ${datasetId}::uuid, decode(x.fingerprint, 'hex'), ${preflightId}::uuid, x."check", x.rule, x."trajectoryId",
        x."repositoryId", x.position, x.path, x.line, x.message, x.excerpt, x.literal, coalesce(x.occurrences, 1), x."otherId"
      from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as x(fingerprint text, "check" text, rule text,
        "trajectoryId" uuid, "repositoryId" uuid, position int, path text, line int, message text, excerpt text, literal text,
        occurrences int, "otherId" uuid)
      on conflict (dataset_id, fingerprint) do update set preflight_id = excluded.preflight_id, position = excluded.position,
        path = excluded.path, line = excluded.line, message = excluded.message, excerpt = excluded.excerpt,
        literal = excluded.literal, occurrences = excluded.occurrences, other_id = excluded.other_id`
  }
}

const isListed = (preflightId: string) =>
  sql`(f.preflight_id = ${preflightId}::uuid or f.decision in ('drop', 'drop_repository'))`

/** Whether a decision about another finding keeps the trajectory of `f` out. */
const isDropped = (datasetId: string) => sql`(f.trajectory_id in
    (select trajectory_id from dataset_finding where dataset_id = ${datasetId}::uuid and decision = 'drop')
  or f.repository_id in
    (select repository_id from dataset_finding where dataset_id = ${datasetId}::uuid and decision = 'drop_repository'))`

/** Whether somebody has to decide about `f`. */
const isOpen = (datasetId: string) => sql`(f.decision is null and not ${isDropped(datasetId)})`

/** By rule, and within a rule in the order of the trajectories and of their text; as the index has them. */
const order = sql`f.rule, f.trajectory_id, coalesce(f.position, -1), coalesce(f.line, 0), f.fingerprint`

/** Check by check as they are named, each by its `order`. */
export async function listFindingRows(
  db: Db,
  preflightId: string,
  { id, check, rule, state, after, limit }: z.infer<typeof ListFindings>,
): Promise<Finding[]> {
  const conditions = [
    isListed(preflightId),
    rule ? sql`f.rule = ${rule}` : sql`true`,
    { open: isOpen(id), decided: sql`f.decision is not null`, all: sql`true` }[state],
  ].reduce((all, one) => sql`${all} and ${one}`)
  const last = after === undefined ? undefined : placeFrom(after)
  const checks = checkNames.slice(last ? checkNames.indexOf(last.check) : 0).filter((name) => !check || name === check)
  const branches = checks.map(
    (name) => sql`(select ${checkNames.indexOf(name)}::int as place, f.* from dataset_finding f
      where f.dataset_id = ${id}::uuid and f."check" = ${name} and ${conditions} and ${last?.check === name ? last.isAfter : sql`true`}
      order by ${order} limit ${limit})`,
  )
  if (branches.length === 0) return []
  return rows(
    db,
    Finding,
    sql`select encode(f.fingerprint, 'hex') as fingerprint, f."check", f.rule, f.trajectory_id::text as "trajectoryId",
        f.repository_id::text as "repositoryId", e.repository, f.position, f.path, f.line, f.message, f.excerpt, f.occurrences,
        f.literal is not null as "canMask", e.head as revision, f.other_id::text as "otherId",
        (select head from trajectory_entry where trajectory_id = f.other_id) as "otherRevision", f.decision, f.decided_by as "decidedBy",
        ${utc(sql`f.decided_at`)} as "decidedAt", f.decision is null and ${isDropped(id)} as "isDropped",
        f.preflight_id = ${preflightId}::uuid as "isCurrent"
      from (${branches.reduce((all, one) => sql`${all} union all ${one}`)}) f
      join trajectory_entry e on e.trajectory_id = f.trajectory_id
      order by f.place, ${order} limit ${limit}`,
  )
}

/** Where the next page begins. */
export function placeOf({ check, rule, trajectoryId, position, line, fingerprint }: Finding): string {
  return [check, trajectoryId, position ?? -1, line ?? 0, fingerprint, rule].join('/')
}

function placeFrom(text: string) {
  const [, check, trajectoryId, position, line, print, rule] = findingPlace.exec(text) ?? []
  const isAfter = sql`(${order}) > (${rule}, ${trajectoryId}::uuid, ${Number(position)}::int, ${Number(line)}::int, decode(${print}, 'hex'))`
  return { check: CheckName.parse(check), isAfter }
}

export type NewDecision = { decision: string | null; by: string }

/** Decides about these, as far as it helps: what has no text of its own cannot be masked. Returns how many. */
export function decideRows(
  tx: Db,
  datasetId: string,
  fingerprints: readonly string[],
  { decision, by }: NewDecision,
): Promise<number> {
  return tx.$executeRaw`update dataset_finding set decision = ${decision},
      decided_by = ${decision === null ? null : by}, decided_at = case when ${decision}::text is null then null else now() end
    where dataset_id = ${datasetId}::uuid and fingerprint in (select decode(x, 'hex') from unnest(${[...fingerprints]}::text[]) x)
      and (${decision}::text is distinct from 'mask' or literal is not null)`
}

/** About all of a rule that somebody has to decide about; without a decision, takes back all there are about it. */
export function decideRuleRows(
  tx: Db,
  datasetId: string,
  preflightId: string,
  { check, rule }: { check: string; rule: string },
  { decision, by }: NewDecision,
): Promise<number> {
  const ofRule = sql`f.dataset_id = ${datasetId}::uuid and ${isListed(preflightId)} and f."check" = ${check} and f.rule = ${rule}`
  if (decision === null)
    return tx.$executeRaw`update dataset_finding f set decision = null, decided_by = null, decided_at = null
      where ${ofRule} and f.decision is not null`
  return tx.$executeRaw`update dataset_finding f set decision = ${decision}, decided_by = ${by}, decided_at = now()
    where ${ofRule} and ${isOpen(datasetId)} and (${decision}::text <> 'mask' or f.literal is not null)`
}

/** Findings of the newest look, and those whose decision keeps them out of it, by check and rule. */
export function countRules(db: Db, datasetId: string, preflightId: string): Promise<RuleCount[]> {
  return rows(
    db,
    RuleCount,
    sql`select f."check", f.rule, count(*)::int as found, count(*) filter (where ${isOpen(datasetId)})::int as open,
        count(*) filter (where f.decision is not null)::int as decided
      from dataset_finding f where f.dataset_id = ${datasetId}::uuid and ${isListed(preflightId)} group by 1, 2 order by 1, 2`,
  )
}

export async function countOpen(db: Db, datasetId: string, preflightId: string): Promise<number> {
  const rules = await countRules(db, datasetId, preflightId)
  return rules.reduce((sum, { open }) => sum + open, 0)
}

/** Everything that was decided, as a release keeps it: findings of this look, and what they kept out of it. */
export function listDecided(db: Db, datasetId: string, preflightId: string): Promise<FrozenDecision[]> {
  return rows(
    db,
    FrozenDecision,
    sql`select f."check", f.rule, f.trajectory_id::text as trajectory, e.repository, f.position, f.path, f.line, f.message,
        f.decision, f.decided_by as by, ${utc(sql`f.decided_at`)} as at
      from dataset_finding f join trajectory_entry e on e.trajectory_id = f.trajectory_id
      where f.dataset_id = ${datasetId}::uuid and f.decision is not null and ${isListed(preflightId)}
      order by f."check", f.rule, f.trajectory_id, f.fingerprint`,
  )
}

/** What people decided to mask of each trajectory of a dataset: `trajectory_id, masks`. */
export const masksIn = (datasetId: string): Prisma.Sql =>
  sql`select f.trajectory_id, jsonb_agg(jsonb_build_object('check', f."check", 'rule', f.rule, 'literal', f.literal,
      'by', f.decided_by, 'at', ${utc(sql`f.decided_at`)}) order by f."check", f.rule, f.fingerprint) as masks
    from dataset_finding f where f.dataset_id = ${datasetId}::uuid and f.decision = 'mask' and f.literal is not null group by 1`
