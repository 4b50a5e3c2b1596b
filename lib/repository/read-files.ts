import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { isTestPath } from '@/lib/structure/file-role'
import { classifyContent, classifyEntry, countLines } from './classify'
import { formatBytes, limits } from './limits'
import type { NewFile } from './store-snapshot'
import type { Tree, TreeEntry } from './tree'

/** Every file of the tree, classified; the ones that are included with their content. */
export async function readFiles(tree: Tree, { signal, report }: JobContext): Promise<NewFile[]> {
  const total = tree.entries.length
  const files = new Map<string, NewFile>()
  const wanted: TreeEntry[] = []
  for (const entry of tree.entries) {
    const { whyNot, language, isGenerated } = classifyEntry(entry)
    if (whyNot === undefined) wanted.push(entry)
    files.set(entry.path, { ...blank(entry), language, isGenerated, whyNot })
  }
  let done = total - wanted.length
  let includedBytes = 0
  await report({ done, total, message: 'Reading the files' })
  for await (const [entry, content] of tree.read(wanted, signal)) {
    const file = content
      ? toFile(entry, content)
      : { ...blank(entry), ...classifyEntry({ ...entry, bytes: undefined }) }
    includedBytes += file.content?.bytes.length ?? 0
    if (includedBytes > limits.includedBytes) throw tooMuchText()
    files.set(entry.path, file)
    if (++done % 200 === 0) {
      await report({ done, total })
      await setImmediate()
    }
  }
  await report({ done, total })
  if (includedBytes === 0) throw new AppError('invalid', 'The repository holds no text file that could be included.')
  return [...files.values()]
}

function blank(entry: TreeEntry): NewFile {
  return {
    path: entry.path,
    mode: entry.mode,
    bytes: entry.bytes ?? 0,
    isTest: isTestPath(entry.path),
    language: undefined,
    lines: undefined,
    isGenerated: false,
    whyNot: undefined,
    order: undefined,
    role: 'source',
    encoding: undefined,
    license: undefined,
    parser: undefined,
    content: undefined,
    outline: undefined,
  }
}

function toFile(entry: TreeEntry, bytes: Buffer): NewFile {
  const classified = { ...blank(entry), ...classifyContent(entry.path, bytes), bytes: bytes.length }
  if (classified.whyNot !== undefined) return classified
  const sha256 = createHash('sha256').update(bytes).digest()
  return { ...classified, lines: countLines(bytes), content: { sha256, bytes } }
}

function tooMuchText(): AppError {
  return new AppError('invalid', `The repository holds more than ${formatBytes(limits.includedBytes)} of text.`)
}
