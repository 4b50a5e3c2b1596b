import { beforeEach, expect, test } from 'vitest'
import { createDataset } from '@/lib/dataset/create-dataset'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'
import { requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import {
  approved,
  clearDatasets,
  filesOf,
  findings,
  look,
  reviewer,
  token,
  viewer,
} from '@/lib/dataset/testing/datasets'
import { decideFindings } from './decide-findings'
import { checkNames, type Finding, ListFindings } from './finding'
import { getPreflight, listFindings } from './get-preflight'

beforeEach(clearDatasets)

const addresses = Array.from({ length: 230 }, (_, place) => `person${place}@navy.mil`)
const lines = (literals: readonly string[]) => literals.map((literal) => `// ${literal}\n`).join('')

async function openOf(id: string): Promise<number> {
  return (await getPreflight(viewer, { id })).preflight?.open ?? Number.NaN
}

async function walk(id: string, limit: number): Promise<Finding[]> {
  const found: Finding[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listFindings(viewer, ListFindings.parse({ id, limit, after }))
    found.push(...page.rows)
    after = page.next
  }
  return found
}

test('pages of any length list each finding once: by check, rule and trajectory, then as they stand in the text', async () => {
  await approved(filesOf('kiwi', lines([...addresses, token])))
  await approved(filesOf('fig', lines(['grace.hopper@navy.mil, +1 202-762-1010'])))
  const { id } = await createDataset(reviewer, { name: 'A' })
  await look(id)
  const all = await walk(id, 200)
  expect(all.length).toBeGreaterThan(addresses.length)
  for (const limit of [1, 7, 100]) expect(await walk(id, limit)).toEqual(all)
  const places = all.map(({ check }) => checkNames.indexOf(check))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  const ofKiwi = all.filter(({ rule, path }) => rule === 'email' && path === 'src/kiwi.js').map(({ line }) => line ?? 0)
  expect(ofKiwi).toHaveLength(addresses.length)
  expect(ofKiwi).toEqual(ofKiwi.toSorted((a, b) => a - b))
})

test('a place in the list that is none is refused as such', () => {
  expect(ListFindings.safeParse({ id: '01900000-0000-7000-8000-000000000001', after: 'anywhere' }).success).toBe(false)
})

test('once a trajectory is dropped nobody has to decide about what else was found in it, until that is taken back', async () => {
  await approved(filesOf('kiwi', lines([...addresses.slice(0, 20), token])))
  await approved(filesOf('plum'))
  const { id } = await createDataset(reviewer, { name: 'A' })
  await look(id)
  const before = await openOf(id)
  const [secret] = (await listFindings(viewer, ListFindings.parse({ id, check: 'secret' }))).rows
  const decide = (decision: 'drop' | null) =>
    decideFindings(reviewer, { id, decision, fingerprints: [secret!.fingerprint] })
  await decide('drop')
  expect(await openOf(id)).toBe(0)
  expect(await findings(id, 'open')).toEqual([])
  expect((await findings(id)).filter(({ isDropped }) => isDropped)).toHaveLength(before - 1)
  await expect(requestDatasetRelease(reviewer, { id })).resolves.toMatchObject({ trajectories: 1 })
  await decide(null)
  expect(await openOf(id)).toBe(before)
})

test('all decisions about a rule can be taken back, and those about others stay', async () => {
  await approved(filesOf('kiwi', lines([...addresses.slice(0, 20), token])))
  const { id } = await createDataset(reviewer, { name: 'A' })
  const { rules } = await look(id)
  for (const { check, rule } of rules) await decideFindings(reviewer, { id, decision: 'keep', rule: { check, rule } })
  expect(await openOf(id)).toBe(0)
  const email = { check: 'personal', rule: 'email' } as const
  expect(await decideFindings(reviewer, { id, decision: null, rule: email })).toEqual({ changed: 20 })
  expect(await openOf(id)).toBe(20)
  expect((await findings(id, 'open')).every(({ rule }) => rule === 'email')).toBe(true)
  await expect(decideFindings(reviewer, { id, decision: null, rule: email })).rejects.toThrow('no such finding')
})

test('a list of releases counts files and leaves out what was decided, of which there may be thousands', async () => {
  await approved(filesOf('kiwi', lines(addresses.slice(0, 20))))
  const { id } = await createDataset(reviewer, { name: 'A' })
  const { rules } = await look(id)
  for (const { check, rule } of rules) await decideFindings(reviewer, { id, decision: 'keep', rule: { check, rule } })
  const release = await requestDatasetRelease(reviewer, { id })
  expect(release.preflight?.decisions.length).toBeGreaterThanOrEqual(20)
  const { rows } = await listReleases(viewer, ListReleases.parse({ datasetId: id }))
  expect(rows).toEqual([
    {
      id: release.id,
      dataset: 'A',
      format: 'text',
      by: 'Rhea',
      createdAt: release.createdAt,
      trajectories: 1,
      documents: null,
      tokens: null,
      files: null,
      bytes: null,
      isChecked: true,
      jobId: release.jobId,
      jobState: 'queued',
    },
  ])
})
