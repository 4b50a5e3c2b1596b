import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { findSight } from '@/lib/trajectory/store-blind'
import type { Contents, ContentsPage, GetContents, ListContents } from './contents'
import { estimateTokens } from './estimate-tokens'
import { listContentsRows } from './store-contents'
import { summarizeContents } from './store-contents-summary'
import { countSplits } from './store-dataset-splits'
import { getDatasetRow } from './store-datasets'

/** What is in a dataset now, what is left out and why, and what changed since its last release. */
export async function getContents(actor: Actor, request: z.infer<typeof GetContents>): Promise<Contents> {
  requireRole(actor, 'viewer', 'see datasets')
  const { id, tokenizer, ...ranges } = request
  const dataset = { ...(await getDatasetRow(db, id)), sight: await findSight(db, actor) }
  const [summary, splits] = await Promise.all([
    summarizeContents(db, dataset, ranges, dataset.lastRelease?.id),
    countSplits(db, dataset),
  ])
  const tokens = await estimateTokens(dataset, tokenizer ?? dataset.settings.tokenizer, summary.total.tokens)
  return { ...summary, ...splits, tokens }
}

/** The documents of a dataset, or what it leaves out, or what changed since its last release; a page of them. */
export async function listContents(actor: Actor, request: z.infer<typeof ListContents>): Promise<ContentsPage> {
  requireRole(actor, 'viewer', 'see datasets')
  const { id, part, reason, after, limit, ...ranges } = request
  const dataset = { ...(await getDatasetRow(db, id)), sight: await findSight(db, actor) }
  const releaseId = dataset.lastRelease?.id
  const found = await listContentsRows(db, dataset, { part, reason, after, ranges, releaseId, limit: limit + 1 })
  const page = found.slice(0, limit)
  return {
    rows: page.map(({ key: _, ...row }) => row),
    next: found.length > limit ? (page.at(-1)?.key ?? null) : null,
  }
}
