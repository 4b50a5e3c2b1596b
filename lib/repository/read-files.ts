import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { classifyContent, classifyEntry, countLines } from './classify/classify'
import { decodeText } from './classify/decode-text'
import { headerTexts } from './classify/detect-licence'
import { type LinguistAttributes, noAttributes, readAttributes } from './classify/git-attributes'
import { headerLicence } from './classify/header-licence'
import { isLicenceFile } from './classify/licence'
import { isReusePath, readReuse } from './classify/reuse'
import { formatBytes, limits } from './limits'
import type { NewFile } from './store-snapshot'
import type { Tree, TreeEntry } from './tree'

/** Every file of the tree, classified; the ones that are text which people wrote with their content. */
export async function readFiles(tree: Tree, { signal, report }: JobContext): Promise<NewFile[]> {
  const total = tree.entries.length
  const attributesOf = await findAttributes(tree, signal)
  const licencesIn = await headerTexts()
  const files = new Map<string, NewFile>()
  const wanted: TreeEntry[] = []
  for (const entry of tree.entries) {
    const classified = classifyEntry(entry, attributesOf(entry.path))
    if (classified.whyNot === undefined) wanted.push(entry)
    files.set(entry.path, { ...blank(entry), ...classified, ...flagsOf(classified.role) })
  }
  let done = total - wanted.length
  let keptBytes = 0
  let includedBytes = 0
  await report({ done, total, message: 'Reading the files' })
  for await (const [entry, content] of tree.read(wanted, signal)) {
    const attributes = attributesOf(entry.path)
    const file = content ? toFile(entry, content, attributes) : toMissing(entry, attributes)
    // A licence has no header: it may quote those of others.
    if (file.text && !isLicenceFile(entry.path)) file.license = headerLicence(file.text, licencesIn)
    keptBytes += file.content?.bytes.length ?? 0
    if (file.isIncluded) includedBytes += file.bytes
    if (keptBytes > limits.includedBytes) throw tooMuchText()
    files.set(entry.path, file)
    if (++done % 200 === 0) {
      await report({ done, total })
      await setImmediate()
    }
  }
  await report({ done, total })
  if (includedBytes === 0) throw new AppError('invalid', 'The repository holds no text file that could be included.')
  return withLicencesBeside([...files.values()])
}

const attributesBytes = 1 << 16

async function findAttributes(tree: Tree, signal: AbortSignal): Promise<(path: string) => LinguistAttributes> {
  const wanted = tree.entries.filter(
    ({ path, mode, bytes = Number.POSITIVE_INFINITY, nameProblem }) =>
      /(?:^|\/)\.gitattributes$/.test(path) && mode.startsWith('100') && !nameProblem && bytes <= attributesBytes,
  )
  if (wanted.length === 0) return noAttributes
  const texts: { path: string; text: string }[] = []
  for await (const [{ path }, content] of tree.read(wanted, signal)) {
    const text = content && decodeText(content)?.text
    if (text) texts.push({ path, text })
  }
  return readAttributes(texts)
}

function blank(entry: TreeEntry): NewFile {
  return {
    path: entry.path,
    mode: entry.mode,
    bytes: entry.bytes ?? 0,
    isTest: false,
    language: undefined,
    lines: undefined,
    isGenerated: false,
    isIncluded: false,
    isCounted: true,
    whyNot: undefined,
    order: undefined,
    role: 'source',
    encoding: undefined,
    license: undefined,
    parser: undefined,
    content: undefined,
    text: undefined,
    outline: undefined,
  }
}

function flagsOf(role: NewFile['role']): Pick<NewFile, 'isTest' | 'isGenerated'> {
  return { isTest: role === 'test', isGenerated: role === 'generated' }
}

function toMissing(entry: TreeEntry, attributes: LinguistAttributes): NewFile {
  const classified = classifyEntry({ ...entry, bytes: undefined }, attributes)
  return { ...blank(entry), ...classified, ...flagsOf(classified.role) }
}

function toFile(entry: TreeEntry, bytes: Buffer, attributes: LinguistAttributes): NewFile {
  const classified = classifyContent(entry.path, bytes, attributes)
  const { text, role, whyNot } = classified
  const file = { ...blank(entry), ...classified, ...flagsOf(role), bytes: bytes.length }
  if (text === undefined) return file
  const sha256 = createHash('sha256').update(bytes).digest()
  return {
    ...file,
    lines: countLines(text),
    isIncluded: whyNot === undefined,
    isCounted: attributes.isDetectable !== false,
    content: { sha256, bytes },
  }
}

/** With the licences that are stated in other files, as REUSE has it. */
function withLicencesBeside(files: NewFile[]): NewFile[] {
  const beside = files.flatMap(({ path, text }) => (text !== undefined && isReusePath(path) ? [{ path, text }] : []))
  if (beside.length === 0) return files
  const licenceOf = readReuse(beside)
  return files.map((file) => ({ ...file, license: licenceOf(file.path, file.license) }))
}

function tooMuchText(): AppError {
  return new AppError('invalid', `The repository holds more than ${formatBytes(limits.includedBytes)} of text.`)
}
