import type { Row } from '@/lib/dataset/formats/format'
import { shardsOf } from '@/lib/dataset/manifest'
import type { ReadHead } from '@/lib/dataset/read-manifest'
import type { ReleaseFile } from '@/lib/dataset/release'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { type Expected, requireSame } from './expected'
import { attempt, type Findings, startFindings } from './findings'
import { openLedger } from './ledger'
import { readArrays } from './read-arrays'
import { fromRows, fromTokens, type WholeDocument } from './read-document'
import { readRows } from './read-rows'

/** A document of a file; `read` throws where the file does not have what its format has. */
type Placed = { where: string; read(): WholeDocument }

/** Every document in the files is one of the manifest, and the other way round, in formats that hold whole documents. */
export async function checkDocuments(
  folder: string,
  manifest: ReadHead,
  items: readonly Expected[],
): Promise<Findings> {
  const findings = startFindings()
  const ledger = openLedger(items)
  for (const file of shardsOf(manifest))
    for await (const { where, read } of documentsIn(folder, manifest, file, findings))
      attempt(findings, where, () => {
        const { contentHash, names, requireLoss } = read()
        findings.hashedDocuments += 1
        const item = ledger.take(contentHash, file.split ?? '', names?.id)
        if (names) requireSame(item, names.id, names.metadata)
        requireLoss(item)
      })
  for (const { trajectory } of ledger.left())
    findings.problems.push(`Trajectory ${trajectory} is not in the files as the manifest has it.`)
  return { ...findings, unproven: unprovenOf(manifest) }
}

async function* documentsIn(
  folder: string,
  manifest: ReadHead,
  file: ReleaseFile,
  findings: Findings,
): AsyncGenerator<Placed> {
  const { format, container, settings } = manifest
  if (container === 'arrays') {
    const { end } = openTokenizer(settings.tokenizer)
    for await (const { where, ids, mask } of readArrays(folder, manifest, file, end, findings))
      yield { where, read: () => fromTokens(settings, ids, (place) => mask[place] === 1) }
  } else if (container === 'each') {
    const rows: Row[] = []
    for await (const { row } of readRows(folder, manifest, file, findings)) rows.push(row)
    if (rows.length > 0) yield { where: file.path, read: () => fromRows(format, settings, rows) }
  } else
    for await (const { row, where } of readRows(folder, manifest, file, findings))
      yield { where, read: () => fromRows(format, settings, [row]) }
}

function unprovenOf({ format, settings }: ReadHead): string[] {
  if (format === 'tokens' || format === 'olmo')
    return settings.tokenizer === 'llama-3'
      ? []
      : [`The manifest counts Llama-3 tokens, and the files hold ${settings.tokenizer}: they were not counted again.`]
  const counts = 'The token counts of the manifest were not counted again.'
  if (format === 'text' || format === 'segments') return [counts]
  return [
    counts,
    'Of rows only the document, its id and its metadata were checked: not descriptions of tools, names and versions.',
  ]
}
