import { formatBytes, limits } from '@/lib/repository/limits'
import type { FileRole } from '@/lib/repository/repository'
import type { TreeEntry } from '@/lib/repository/tree'
import { decodeText } from './decode-text'
import { isGeneratedPath } from './generated'
import { isGeneratedText, isMinified } from './generated-content'
import type { LinguistAttributes } from './git-attributes'
import { languageNamed, languageOf } from './language-of'
import { isLockFile } from './lock-file'
import { roleOf } from './role-of'
import { isVendored } from './vendored'

export type Classification = {
  language: string | undefined
  role: FileRole
  /** Why the file is left out; undefined when it is included. */
  whyNot: string | undefined
}

export type ContentClassification = Classification & {
  /** The name that the WHATWG gives to the encoding of the text; undefined for what is no text. */
  encoding: string | undefined
  /** The decoded content of a file that people wrote, whether it can be included or not. */
  text: string | undefined
}

/** Why a file is left out, with the role that this gives to it: without one it has the role of what it would hold. */
type Reason = { whyNot: string; role?: FileRole }

const vendored: Reason = { whyNot: 'vendored', role: 'vendored' }
const lockFile: Reason = { whyNot: 'lock file', role: 'generated' }
const generated: Reason = { whyNot: 'generated', role: 'generated' }
const minified: Reason = { whyNot: 'generated: its lines are too long to be written by hand', role: 'generated' }
const binary: Reason = { whyNot: 'binary', role: 'binary' }
const lfsPointer: Reason = { whyNot: 'Git LFS pointer', role: 'binary' }
const tooLarge: Reason = { whyNot: `larger than ${formatBytes(limits.fileBytes)}` }

/** What can be told without the content. A file without a `whyNot` must be read to know more. */
export function classifyEntry(entry: TreeEntry, attributes: LinguistAttributes = {}): Classification {
  const isFile = entry.mode.startsWith('100') && !entry.nameProblem
  const language = isFile ? languageIn(entry.path, attributes) : undefined
  const reason = reasonInEntry(entry, attributes)
  // Nobody writes so much in a language that nobody knows.
  const role = reason === tooLarge && language === undefined ? 'binary' : reason?.role
  return { language, role: role ?? roleOf(entry.path, language, attributes), whyNot: reason?.whyNot }
}

/** What its content says about a file that its entry did not rule out. */
export function classifyContent(
  path: string,
  content: Buffer,
  attributes: LinguistAttributes = {},
): ContentClassification {
  const decoded = content.length > limits.fileBytes ? undefined : decodeText(content)
  const reason = reasonInContent(path, content, decoded?.text, attributes)
  const isText = decoded !== undefined && reason !== lfsPointer
  const language = languageIn(path, attributes, isText ? decoded.text : undefined)
  const isUtf8 = decoded?.encoding === 'utf-8'
  const otherEncoding = isUtf8 ? undefined : `text in ${decoded?.encoding}: trajectories hold UTF-8`
  return {
    language,
    role: reason?.role ?? roleOf(path, language, attributes),
    whyNot: reason?.whyNot ?? otherEncoding,
    encoding: decoded?.encoding,
    text: reason ? undefined : decoded?.text,
  }
}

function languageIn(path: string, attributes: LinguistAttributes, text?: string): string | undefined {
  return (attributes.language && languageNamed(attributes.language)) || languageOf(path, text)
}

function reasonInEntry(entry: TreeEntry, { isVendored: said, isGenerated }: LinguistAttributes): Reason | undefined {
  if (entry.nameProblem) return { whyNot: entry.nameProblem }
  if (entry.mode === '160000') return { whyNot: 'submodule', role: 'vendored' }
  if (entry.mode === '120000') return { whyNot: 'symbolic link' }
  if (entry.bytes === undefined) return { whyNot: 'its content is missing from this copy of the repository' }
  if (said ?? isVendored(entry.path)) return vendored
  if (isGenerated !== false && isLockFile(entry.path)) return lockFile
  if (isGenerated ?? isGeneratedPath(entry.path)) return generated
  return entry.bytes > limits.fileBytes ? tooLarge : undefined
}

const lfsMark = Buffer.from('version https://git-lfs.github.com/spec/')

function reasonInContent(
  path: string,
  content: Buffer,
  text: string | undefined,
  { isGenerated }: LinguistAttributes,
): Reason | undefined {
  if (content.length > limits.fileBytes) return tooLarge
  if (content.length < 1024 && content.subarray(0, lfsMark.length).equals(lfsMark)) return lfsPointer
  if (text === undefined) return binary
  if (isGenerated === false) return undefined
  if (isGeneratedText(path, text)) return generated
  return isMinified(path, text, countLines(text)) ? minified : undefined
}

/** Lines as an editor counts them; a last line without its end counts too. */
export function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return text !== '' && !text.endsWith('\n') ? lines + 1 : lines
}
