import { type BenchmarkIndex, openBenchmarkIndex, type Problem } from './benchmark-index'
import { type Scan, type ScanText, scanDocument } from './scan-document'

export type ScanRequest = {
  documents: ScanText[][]
  /** Names the problems: a thread builds its index once. */
  problemsKey: string
  problems: Problem[]
  benchmarkShare: number
}

let known: { key: string; index: BenchmarkIndex } | undefined

/** The work of one thread of the pool: some documents, in their order. */
export default async function scanInThread(request: ScanRequest): Promise<Scan[]> {
  if (known?.key !== request.problemsKey)
    known = { key: request.problemsKey, index: openBenchmarkIndex(request.problems) }
  const scans: Scan[] = []
  for (const document of request.documents)
    scans.push(await scanDocument(document, known.index, request.benchmarkShare))
  return scans
}
