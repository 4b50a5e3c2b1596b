import { z } from 'zod'
import type { Problem } from '@/lib/dataset/checks/benchmark-index'
import type { Scan, ScanFinding } from '@/lib/dataset/checks/scan-document'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { bandKeys, estimateJaccard, signatureFrom, snapshotBanding } from '@/lib/structure/minhash'
import type { Found } from './finding'

const Findings = z.array(
  z.custom<ScanFinding>((value) => typeof value === 'object' && value !== null && 'rule' in value),
)

/** What was found before in documents that were looked through, by the key of the look in hexadecimal. */
export async function findScans(db: Db, keys: readonly string[]): Promise<Map<string, ScanFinding[]>> {
  const found = await db.documentScan.findMany({
    where: { key: { in: keys.map((key) => Buffer.from(key, 'hex')) } },
    select: { key: true, findings: true },
  })
  return new Map(found.map(({ key, findings }) => [Buffer.from(key).toString('hex'), Findings.parse(findings)]))
}

export type KeptScan = Scan & { key: string; contentHash: string }

export async function keepScans(db: Db, scans: readonly KeptScan[]): Promise<void> {
  await db.documentScan.createMany({
    data: scans.map(({ key, findings }) => ({
      key: Buffer.from(key, 'hex'),
      findings: JSON.parse(JSON.stringify(findings)),
    })),
    skipDuplicates: true,
  })
  const sketched = scans.flatMap(({ contentHash, sketch }) => (sketch ? [{ contentHash, sketch }] : []))
  await db.documentSketch.createMany({
    data: sketched.map(({ contentHash, sketch }) => ({ contentHash, signature: Uint8Array.from(sketch) })),
    skipDuplicates: true,
  })
  await db.documentBand.createMany({
    data: sketched.flatMap(({ contentHash, sketch }) =>
      bandKeys(signatureFrom(sketch), snapshotBanding).map((key, band) => ({ band, key, contentHash })),
    ),
    skipDuplicates: true,
  })
}

const Pair = z.object({
  trajectoryId: z.string(),
  repositoryId: z.string(),
  otherId: z.string(),
  a: z.instanceof(Uint8Array),
  b: z.instanceof(Uint8Array),
})
/** In a bucket that many share, each is compared with the oldest few: they stand for the rest. */
const mostCompared = 4
const trajectoriesAtOnce = 500

/**
 * Documents that are nearly the same as an older one of another trajectory: bands find pairs, signatures judge them. The
 * same document byte for byte is another finding.
 */
export async function* findNearDuplicates(db: Db, preflightId: string, threshold: number): AsyncGenerator<Found[]> {
  for (let after = -1; ; after += trajectoriesAtOnce) {
    const pairs = await rows(
      db,
      Pair,
      sql`with held as (select i.position, i.trajectory_id, e.repository_id, r.content_hash from preflight_item i
          join trajectory_entry e on e.trajectory_id = i.trajectory_id
          join revision r on r.trajectory_id = i.trajectory_id and r.number = i.revision
          where i.preflight_id = ${preflightId}::uuid),
        page as (select p.*, b.band, b.key from held p join document_band b on b.content_hash = p.content_hash
          where p.position > ${after} and p.position <= ${after + trajectoriesAtOnce}),
        oldest as (select * from (
          select ob.band, ob.key, ob.content_hash, min(h.trajectory_id::text)::uuid as trajectory_id,
            row_number() over (partition by ob.band, ob.key order by min(h.trajectory_id::text)) as place
          from (select distinct band, key from page) k join document_band ob on ob.band = k.band and ob.key = k.key
          join held h on h.content_hash = ob.content_hash group by ob.band, ob.key, ob.content_hash) bucket
          where place <= ${mostCompared}),
        close as (select distinct p.trajectory_id, p.repository_id, p.content_hash, o.trajectory_id as other_id,
            o.content_hash as other_hash
          from page p join oldest o on o.band = p.band and o.key = p.key
          where o.trajectory_id < p.trajectory_id and o.content_hash <> p.content_hash)
      select trajectory_id::text as "trajectoryId", repository_id::text as "repositoryId", other_id::text as "otherId",
        a.signature as a, b.signature as b from close join document_sketch a on a.content_hash = close.content_hash
        join document_sketch b on b.content_hash = close.other_hash order by 1, 3`,
    )
    const best = new Map<string, Found>()
    for (const { a, b, ...row } of pairs) {
      const index = estimateJaccard(signatureFrom(a), signatureFrom(b))
      if (index < threshold || best.has(row.trajectoryId)) continue
      best.set(row.trajectoryId, {
        ...row,
        check: 'duplicate',
        rule: 'near',
        subject: row.otherId,
        message: `${Math.round(index * 100)}% the same as another trajectory`,
      })
    }
    yield [...best.values()]
    const more = await db.preflightItem.count({ where: { preflightId, position: { gt: after + trajectoriesAtOnce } } })
    if (more === 0) return
  }
}

/** Everything that benchmarks ask; in memory together. */
export async function listProblems(db: Db): Promise<Problem[]> {
  const found = await db.benchmarkProblem.findMany({
    orderBy: [{ benchmarkId: 'asc' }, { position: 'asc' }],
    select: { name: true, grams: true, benchmark: { select: { name: true } } },
  })
  return found.map(({ benchmark, ...problem }) => ({ ...problem, benchmark: benchmark.name }))
}
