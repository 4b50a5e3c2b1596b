import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { operator } from '@/lib/auth/actor'
import { openClient } from '@/lib/dataset/open-client'
import { loadSamples } from '@/lib/dataset/store-samples'
import { db } from '@/lib/db/client'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { renderParts } from '@/lib/trajectory/render'

const perInsert = 250
/**
 * Approved trajectories, each a copy of one that was really made, with a long thought of its own: documents of about 8 KB, if
 * it has 6,000 characters.
 */
export async function seedApproved(count: number, characters: number): Promise<void> {
  const model = await createTestTrajectory()
  await submitVerdict(operator, { id: model, revision: 1, judgement: 'approve' })
  const client = await openClient()
  await client.query('set synchronous_commit = off')
  const [loaded] = await loadSamples(client, [{ trajectoryId: model, revision: 1 }])
  if (!loaded) throw new Error('The model was not loaded.')
  const changed = loaded.steps.find((step) => step.kind === 'think')
  const excerpt = await openExcerpts(1)
  try {
    for (let start = 0; start < count; start += perInsert) {
      const copies = Array.from({ length: Math.min(perInsert, count - start) }, () => {
        const text = excerpt(characters)
        const steps = loaded.steps.map((step) => (step.id === changed?.id ? { ...step, text } : step))
        const hash = createHash('sha256')
        for (const part of renderParts(loaded.request, loaded.runs, steps)) hash.update(part.text)
        return { id: uuid(), text, hash: hash.digest('hex') }
      })
      const values = [
        model,
        copies.map(({ id }) => id),
        copies.map(({ text }) => text),
        copies.map(({ hash }) => hash),
        changed?.id,
      ]
      for (const statement of statements) await client.query(statement, values)
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await db.releaseItem.deleteMany()
}

/** A name of a copied row: the same for the same copy and row. */
const copyOf = (id: string) => `md5(x.id::text || ${id}::text)::uuid`
const copies = 'unnest($2::uuid[], $3::text[], $4::text[]) as x(id, text, hash)'
/** All of them are given all parameters. */
const all =
  '$1::uuid is not null and $2::uuid[] is not null and $3::text[] is not null and $4::text[] is not null and $5::uuid is not null'

const statements = [
  `insert into trajectory (id, snapshot_id, settings, fingerprint, author, request, state, head, step_count, run_count)
    select x.id, t.snapshot_id, t.settings, x.id::text, t.author, t.request, 'approved', 1, t.step_count, t.run_count
    from trajectory t, ${copies} where t.id = $1::uuid and ${all}`,
  `insert into run (id, trajectory_id, parent_id, role, path, position)
    select ${copyOf('r.id')}, x.id, ${copyOf('r.parent_id')}, r.role, r.path, r.position from run r, ${copies}
    where r.trajectory_id = $1::uuid and ${all} order by x.id, r.position`,
  `insert into step (id, trajectory_id, run_id, position, kind, tool, path, args, text, sha256)
    select ${copyOf('s.id')}, x.id, ${copyOf('s.run_id')}, s.position, s.kind, s.tool, s.path, s.args, s.text, s.sha256
    from step s, ${copies} where s.trajectory_id = $1::uuid and ${all}`,
  `insert into thought (id, step_id, origin, text, tokens, copy_ratio)
    select ${copyOf('h.id')}, ${copyOf('h.step_id')}, h.origin, case when s.id = $5::uuid then x.text else h.text end, h.tokens, h.copy_ratio
    from thought h join step s on s.id = h.step_id, ${copies} where s.trajectory_id = $1::uuid and ${all}`,
  `insert into selection (step_id, from_revision, thought_id)
    select ${copyOf('c.step_id')}, c.from_revision, ${copyOf('c.thought_id')}
    from selection c join step s on s.id = c.step_id, ${copies} where s.trajectory_id = $1::uuid and ${all}`,
  `insert into revision (id, trajectory_id, number, reason, by, content_hash, verifiers, tokens, trained_tokens, max_copy_ratio)
    select ${copyOf('r.id')}, x.id, 1, r.reason, r.by, x.hash, r.verifiers, r.tokens + 1300, r.trained_tokens + 1300, r.max_copy_ratio
    from revision r, ${copies} where r.trajectory_id = $1::uuid and r.number = 1 and ${all}`,
]

/**
 * Stretches of this project's own sources, from places that a small generator names (P. L'Ecuyer's multiplicative
 * congruential one): text as documents hold it, the same in every run of the same sources.
 */
async function openExcerpts(seed: number): Promise<(characters: number) => string> {
  const names = (await readdir('lib', { recursive: true })).filter((name) => name.endsWith('.ts')).sort()
  const sources = (await Promise.all(names.map((name) => readFile(path.join('lib', name), 'utf8')))).join('\n')
  let state = seed
  return (characters) => {
    state = Number((BigInt(state) * 48271n) % 2147483647n)
    const start = state % (sources.length - characters)
    // Without halves of characters at its ends.
    return `${sources.slice(start, start + characters).toWellFormed()}\n`
  }
}
