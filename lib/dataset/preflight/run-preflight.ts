import { createHash } from 'node:crypto'
import type { ScanFinding, ScanText } from '@/lib/dataset/checks/scan-document'
import type { ScanPool } from '@/lib/dataset/checks/scan-pool'
import type { Dataset } from '@/lib/dataset/dataset'
import type { Sample } from '@/lib/dataset/formats/format'
import { preflightJob } from '@/lib/dataset/job'
import { openClient } from '@/lib/dataset/open-client'
import { splitsOfDataset } from '@/lib/dataset/store-dataset-splits'
import { getDatasetRow } from '@/lib/dataset/store-datasets'
import { createTokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { batchesOf } from '@/lib/dataset/write/batches'
import { countTokens, toSamples } from '@/lib/dataset/write/render-items'
import type { Item } from '@/lib/dataset/write/store-items'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { type Found, type PreflightResult, scannerVersion } from './finding'
import { releaseIfDecided } from './release-if-decided'
import {
  describeLeaks,
  findCopies,
  findExactDuplicates,
  findFailures,
  findLicences,
  findOutliers,
} from './store-checks'
import { saveFindings } from './store-findings'
import {
  completePreflight,
  freezeContents,
  getPreflightRow,
  hashPlan,
  listRepositoriesOf,
  streamPreflightItems,
} from './store-preflight'
import { findNearDuplicates, findScans, keepScans, listProblems } from './store-scans'

/** Looks through everything that a dataset holds, and asks for its release, if one is wanted and nothing stands in the way. */
export async function runPreflight(payload: unknown, context: JobContext, pool: ScanPool): Promise<PreflightResult> {
  const { preflightId, releaseFor } = preflightJob.Payload.parse(payload)
  const { datasetId, ...begun } = await getPreflightRow(db, preflightId)
  const documents = begun.endedAt
    ? (begun.documents ?? 0)
    : await lookThrough({ preflightId, datasetId }, context, pool)
  const isWanted = releaseFor !== undefined && documents > 0
  const releaseId = isWanted ? await releaseIfDecided(releaseFor, { preflightId, datasetId }) : null
  return { preflightId, documents, releaseId }
}

/** Returns how many documents there are; what was looked through before is known by its hash. */
async function lookThrough(
  { preflightId, datasetId }: { preflightId: string; datasetId: string },
  context: JobContext,
  pool: ScanPool,
): Promise<number> {
  const dataset = await getDatasetRow(db, datasetId)
  const planHash = await hashPlan(db, dataset)
  const documents = await db.$transaction((tx) => freezeContents(tx, preflightId, dataset))
  await context.report({ total: documents, unit: 'documents' })
  const save = (found: readonly Found[]) => saveFindings(db, { datasetId, preflightId }, found)
  await save(await findExactDuplicates(db, preflightId))
  await save(await findLicences(db, preflightId, dataset))
  await save(await findOutliers(db, preflightId, dataset))
  await save(await findCopies(db, preflightId, dataset))
  await save(await findFailures(db, preflightId))
  const { splits, leaks } = await splitsOfDataset(db, dataset)
  const splitOf = (repository: string) => splits.get(repository) ?? 'train'
  const apart = leaks.map((leak) => ({ ...leak, split: splitOf(leak.repository), otherSplit: splitOf(leak.other) }))
  await save(await describeLeaks(db, preflightId, apart))
  const tokens = await scanAll(dataset, { preflightId, documents }, context, pool, save)
  for await (const found of findNearDuplicates(db, preflightId, dataset.checks.nearDuplicate)) {
    context.signal.throwIfAborted()
    await save(found)
  }
  await completePreflight(db, preflightId, { planHash, documents, tokens })
  return documents
}

/** Looks through the text of every document, and counts its tokens under the tokenizer of the dataset; returns their sum. */
async function scanAll(
  dataset: Dataset,
  { preflightId, documents }: { preflightId: string; documents: number },
  { signal, report }: JobContext,
  pool: ScanPool,
  save: (found: readonly Found[]) => Promise<void>,
): Promise<number> {
  const problems = await listProblems(db)
  const problemsKey = hashOf(problems.map(({ benchmark, name, grams }) => [benchmark, name, hashOf(grams)]))
  const { benchmarkShare } = dataset.checks
  const needsPairs = dataset.format === 'dpo'
  const { tokenizer } = dataset.settings
  const client = await openClient()
  const tokenPool = createTokenPool(tokenizer)
  const keyOf = (item: Item) =>
    hashOf([scannerVersion, problemsKey, benchmarkShare, needsPairs, item.contentHash, item.trajectoryId])
  let [done, tokens] = [0, 0]
  try {
    for await (const batch of batchesOf(streamPreflightItems(db, preflightId, documents))) {
      signal.throwIfAborted()
      const known = await findScans(db, batch.map(keyOf))
      const missing = batch.filter((item) => !known.has(keyOf(item)))
      if (missing.length > 0) {
        const samples = await toSamples(client, missing, needsPairs)
        const scans = await pool.scan(samples.map(textsOf), { problems, problemsKey, benchmarkShare }, signal)
        const kept = missing.flatMap((item, place) => {
          const scan = scans[place]
          return scan ? [{ ...scan, key: keyOf(item), contentHash: item.contentHash }] : []
        })
        await keepScans(db, kept)
        for (const { key, findings } of kept) known.set(key, findings)
      }
      const repositories = await listRepositoriesOf(
        db,
        batch.map(({ trajectoryId }) => trajectoryId),
      )
      await save(
        batch.flatMap((item) => (known.get(keyOf(item)) ?? []).map((found) => toFound(item, found, repositories))),
      )
      const counts =
        tokenizer === 'llama-3' ? [] : await countTokens(client, batch, dataset.settings, tokenPool, signal)
      tokens += tokenizer === 'llama-3' ? sum(batch.map((item) => item.tokens)) : sum(counts)
      done += batch.length
      await report({ done })
    }
    return tokens
  } finally {
    await tokenPool.close()
    await client.end()
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function toFound(item: Item, found: ScanFinding, repositories: ReadonlyMap<string, string>): Found {
  const { literal, ...rest } = found
  return {
    ...rest,
    trajectoryId: item.trajectoryId,
    repositoryId: repositories.get(item.trajectoryId) ?? '',
    subject: literal ?? found.message,
    position: found.position ?? undefined,
    literal: literal ?? undefined,
  }
}

/** All that a document says, with the step that says it; of pairs, also what lost. */
function textsOf({ request, steps, pairs }: Sample): ScanText[] {
  const positions = new Map(steps.map((step) => [step.id, step.position]))
  return [
    { position: null, path: null, text: request },
    ...steps.flatMap((step) => {
      const { position, path, text, content, args } = step
      const plan = args.plan ? [JSON.stringify(args.plan, null, 2)] : []
      return [text, content, ...plan].flatMap((one) => (one ? [{ position, path, text: one }] : []))
    }),
    ...pairs.map(({ stepId, rejected }) => ({ position: positions.get(stepId) ?? null, path: null, text: rejected })),
  ]
}

function hashOf(value: unknown): string {
  const bytes = value instanceof Uint8Array ? value : JSON.stringify(value)
  return createHash('sha256').update(bytes).digest('hex')
}
