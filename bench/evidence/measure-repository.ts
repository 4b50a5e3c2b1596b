import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Scorer } from '@/lib/likelihood/scorer'
import { streamEpisodes } from '@/lib/optimize/episode'
import { forEachAtOnce } from '@/lib/optimize/for-each-at-once'
import type { OptimizationDetail } from '@/lib/optimize/optimization'
import { withPrimers } from '@/lib/optimize/primer'
import { listTargets } from '@/lib/optimize/store'
import { runImport } from '@/lib/repository/run-import'
import type { OutlineReader } from '@/lib/structure/read-outlines'
import { random } from '@/lib/synthesis/random'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { runSynthesis } from '@/lib/synthesis/run-synthesis'
import { getTrajectoryHead, listRuns, streamSteps } from '@/lib/trajectory/store'
import type { FileEvidence, RepositoryEvidence, RoundsEvidence } from './evidence'
import { measureFile } from './measure-file'
import type { Panel } from './panel'
import { jobContext, readCandidates, runSearch } from './run-search'

/** What is looked at of each repository. */
export const sample = { files: 24, filesOfRounds: 8, smallestBytes: 400, largestBytes: 16_384 }
/** How long the longer searches are. */
export const grid = { candidates: [1, 2, 4], rounds: [1, 2, 3, 5] }

export type Tools = { scorer: Scorer; panels: Panel[]; readOutlines: OutlineReader; concurrency: number }
export type Source = { name: string; url: string; ref?: string }

type SampledFile = { runId: string; language: string }

/** Imports and synthesizes a repository, searches a sample of its files, and measures what was found. */
export async function measureRepository(source: Source, tools: Tools): Promise<RepositoryEvidence> {
  const { trajectoryId, commit, files } = await reconstruct(source, tools.readOutlines)
  const runs = files.map(({ runId }) => runId)
  const search = await runSearch(tools.scorer, tools.concurrency, { id: trajectoryId, runs })
  const languages = new Map(files.map(({ runId, language }) => [runId, language]))
  const measured = await measureFiles(source.name, search, languages, tools)
  const rounds: RoundsEvidence[] = []
  for (const candidates of grid.candidates) {
    const wanted = { id: trajectoryId, runs: runs.slice(0, sample.filesOfRounds), thoughts: 'write' as const }
    const longest = Math.max(...grid.rounds)
    const longer = await runSearch(tools.scorer, tools.concurrency, { ...wanted, candidates, rounds: longest })
    rounds.push(...readRounds(longer, candidates, longest))
  }
  return { name: source.name, commit, files: measured, rounds, scoringCalls: search.scoringCalls }
}

/** A trajectory of the repository as the embedded author writes it, and which of its files are looked at. */
export async function reconstruct({ name, url, ref }: Source, readOutlines: OutlineReader) {
  const { snapshotId, commit } = await runImport({ url, ref }, jobContext, { readOutlines })
  const { trajectoryId } = await requestSynthesis(operator, { snapshotId, mode: 'direct' })
  await runSynthesis({ trajectoryId }, jobContext)
  return { trajectoryId, commit, files: await chooseFiles(name, snapshotId, trajectoryId) }
}

/** Source and tests of a middling size, drawn by the seed that their names are. */
async function chooseFiles(name: string, snapshotId: string, trajectoryId: string): Promise<SampledFile[]> {
  const { smallestBytes, largestBytes } = sample
  const size = { gte: smallestBytes, lte: largestBytes }
  const where = { snapshotId, role: { in: ['source', 'test'] }, isIncluded: true, language: { not: null }, size }
  const files = await db.file.findMany({ where, select: { path: true, language: true } })
  const languageOf = new Map(files.map(({ path, language }) => [path, language ?? '']))
  const runs = new Map((await listTargets(db, trajectoryId)).map(({ path, runId }) => [path, runId]))
  return [...runs]
    .flatMap(([path, runId]) => {
      const language = languageOf.get(path)
      return language ? [{ runId, language, place: random('evidence', name, path).next() }] : []
    })
    .toSorted((a, b) => a.place - b.place)
    .slice(0, sample.files)
}

async function measureFiles(
  repository: string,
  { trajectoryId, baseRevision, settings, searches }: OptimizationDetail,
  languages: ReadonlyMap<string, string>,
  { panels }: Tools,
): Promise<FileEvidence[]> {
  const { request } = await getTrajectoryHead(db, trajectoryId)
  const byStep = new Map(searches.map((search) => [search.stepId, search]))
  const episodes = streamEpisodes(await listRuns(db, trajectoryId), streamSteps(db, trajectoryId, baseRevision))
  const measured: FileEvidence[] = []
  const free = [...panels]
  await forEachAtOnce(
    withPrimers(episodes, settings.primerBytes),
    panels.length,
    async (primed) => {
      const language = languages.get(primed.episode.run.id)
      const panel = language === undefined ? undefined : free.pop()
      if (language === undefined || !panel) return
      measured.push(await measureFile(primed, { repository, language, request, searches: byStep }, panel))
      free.push(panel)
    },
    jobContext.signal,
  )
  return measured.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function readRounds({ searches }: OptimizationDetail, candidates: number, rounds: number): RoundsEvidence[] {
  return searches.flatMap((search) => {
    if (!search.outcome) return []
    const { beforeNats } = search.outcome
    const tried = readCandidates(search)
    const gainBy = (round: number) =>
      Math.max(0, ...tried.filter((each) => each.isAccepted && each.round <= round).map(({ gainNats }) => gainNats))
    const afterNats = Array.from({ length: rounds + 1 }, (_, round) => beforeNats - gainBy(round))
    return [{ candidates, beforeNats, afterNats, tried }]
  })
}
