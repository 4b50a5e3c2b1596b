import { createEmbeddedScorer } from '@/lib/likelihood/embedded-scorer'
import type { ScoreRequest, Scorer } from '@/lib/likelihood/scorer'
import scoreInThread from '@/lib/likelihood/scoring-thread'
import type { OutlineReader } from '@/lib/structure/read-outlines'
import { reconstruct, type Source } from './measure-repository'
import { runSearch } from './run-search'
import { sum } from './statistics'

export type CostEvidence = {
  repository: string
  calls: number
  candidatesPerSecond: { oneCore: number; twoCores: number }
  /** Work with prefix reuse in parts of the work without. */
  bytes: number
  cpu: number
  /** What the ratio would be if nobody had to read the context even once. */
  ideal: number
}

const turns = 2
/** How much is scored from scratch: some twenty seconds of it. */
const replayedBytes = 4_000_000

/** One search on one core and on two, and the very requests of it scored again with and without prefix reuse. */
export async function measureCost(source: Source, readOutlines: OutlineReader): Promise<CostEvidence> {
  const { trajectoryId, files } = await reconstruct(source, readOutlines)
  const search = { id: trajectoryId, runs: files.map(({ runId }) => runId) }
  const requests: ScoreRequest[] = []
  const rateOn = async (threads: number, record: (request: ScoreRequest) => void) => {
    const scorer = createEmbeddedScorer({ threads })
    // Threads start with the first request, and a search of hours does not notice.
    const blank = { prefix: '', thoughts: [''], suffix: '', target: ' ' }
    await Promise.all(Array.from({ length: threads }, () => scorer.score(blank)))
    const { candidates, ms } = await runSearch(recording(scorer, record), threads, search)
    await scorer.close()
    return ((candidates ?? 0) / ms) * 1000
  }
  const oneCore = await rateOn(1, (request) => requests.push(request))
  const twoCores = await rateOn(2, () => {})
  const replayed = within(requests, replayedBytes)
  const whole = sum(replayed, bytesOfAll)
  const fresh = sum(replayed, (request) => bytesOfAll({ ...request, primer: '', prefix: '' }))
  return {
    repository: source.name,
    calls: replayed.length,
    candidatesPerSecond: { oneCore, twoCores },
    bytes: (fresh + unsharedBytes(replayed)) / whole,
    cpu: cpuRatio(replayed),
    ideal: fresh / whole,
  }
}

function recording(scorer: Scorer, record: (request: ScoreRequest) => void): Scorer {
  return {
    ...scorer,
    score(request, signal) {
      record(request)
      return scorer.score(request, signal)
    },
  }
}

function bytesOfAll({ primer = '', prefix, thoughts, suffix, target }: ScoreRequest): number {
  return sum(thoughts, (thought) => Buffer.byteLength(primer + prefix + thought + suffix + target))
}

/** The first of the requests, as many as come to so many bytes from scratch. */
function within(requests: readonly ScoreRequest[], bytes: number): ScoreRequest[] {
  let left = bytes
  return requests.filter((request) => {
    left -= bytesOfAll(request)
    return left >= 0
  })
}

/** The bytes before thoughts that are new: a thread keeps what it read for as long as the next texts begin with it. */
function unsharedBytes(requests: readonly ScoreRequest[]): number {
  const kept: string[] = []
  let bytes = 0
  for (const { primer = '', prefix } of requests) {
    for (const text of [primer, primer + prefix]) {
      while (kept.length > 0 && !text.startsWith(kept.at(-1) ?? '')) kept.pop()
      const known = kept.at(-1) ?? ''
      if (known === text) continue
      bytes += Buffer.byteLength(text) - Buffer.byteLength(known)
      kept.push(text)
    }
  }
  return bytes
}

/** CPU time of the same requests with prefix reuse, in parts of that without; the least of two turns each, taken in turns. */
function cpuRatio(requests: readonly ScoreRequest[]): number {
  const stop = new SharedArrayBuffer(4)
  const timeOf = (work: (request: ScoreRequest) => ScoreRequest) => {
    const start = process.cpuUsage()
    for (const request of requests) scoreInThread({ ...work(request), stop })
    return process.cpuUsage(start).user
  }
  const reused: number[] = []
  const scratch: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    reused.push(timeOf((request) => request))
    scratch.push(
      timeOf(({ primer = '', prefix, thoughts, ...rest }) => ({
        ...rest,
        prefix: '',
        thoughts: thoughts.map((each) => primer + prefix + each),
      })),
    )
  }
  return Math.min(...reused) / Math.min(...scratch)
}
