import { isUtf8 } from 'node:buffer'
import { isBinaryFileSync } from 'isbinaryfile'
import { isGeneratedContent, isGeneratedPath, isMinified } from './generated'
import { languageOf } from './language-of'
import { formatBytes, limits } from './limits'
import { isLockFile } from './lock-file'
import type { TreeEntry } from './tree'
import { isVendored } from './vendored'

export type Classification = {
  language: string | undefined
  isGenerated: boolean
  /** Why the file is left out; undefined when it is included. */
  whyNot: string | undefined
}

/** What can be told without the content. A file without a `whyNot` must be read to know more. */
export function classifyEntry(entry: TreeEntry): Classification {
  const isGenerated = isGeneratedPath(entry.path)
  return { language: languageOfEntry(entry), isGenerated, whyNot: whyNotEntry(entry, isGenerated) }
}

/** What its content says about a file that its entry did not rule out. */
export function classifyContent(path: string, content: Buffer): Classification {
  const whyNot = whyNotContent(path, content)
  const firstLine = content.subarray(0, 200).toString('latin1').split('\n', 1)[0]
  const language = whyNot === binary || whyNot === lfsPointer ? languageOf(path) : languageOf(path, firstLine)
  return { language, isGenerated: whyNot === generated || whyNot === minified, whyNot }
}

const generated = 'generated'
const minified = 'generated: its lines are too long to be written by hand'
const binary = 'binary'
const lfsPointer = 'Git LFS pointer'
const notUtf8 = 'not UTF-8 text'

function languageOfEntry(entry: TreeEntry): string | undefined {
  return entry.mode.startsWith('100') && !entry.nameProblem ? languageOf(entry.path) : undefined
}

function whyNotEntry(entry: TreeEntry, isGenerated: boolean): string | undefined {
  if (entry.nameProblem) return entry.nameProblem
  if (entry.mode === '160000') return 'submodule'
  if (entry.mode === '120000') return 'symbolic link'
  if (entry.bytes === undefined) return 'its content is missing from this copy of the repository'
  if (isVendored(entry.path)) return 'vendored'
  if (isLockFile(entry.path)) return 'lock file'
  if (isGenerated) return generated
  if (entry.bytes > limits.fileBytes) return `larger than ${formatBytes(limits.fileBytes)}`
  return undefined
}

const lfsMark = Buffer.from('version https://git-lfs.github.com/spec/')

function whyNotContent(path: string, content: Buffer): string | undefined {
  if (content.length > limits.fileBytes) return `larger than ${formatBytes(limits.fileBytes)}`
  if (content.length < 1024 && content.subarray(0, lfsMark.length).equals(lfsMark)) return lfsPointer
  if (isUtf16(content)) return notUtf8
  if (content.includes(0)) return binary
  if (!isUtf8(content)) return hasControlBytes(content) ? binary : notUtf8
  if (isBinaryFileSync(content, content.length)) return binary
  if (isGeneratedContent(path, content)) return generated
  if (isMinified(path, content, countLines(content))) return minified
  return undefined
}

function isUtf16(content: Buffer): boolean {
  const mark = content.length >= 2 ? content.readUInt16BE(0) : 0
  return content.length % 2 === 0 && (mark === 0xfeff || mark === 0xfffe)
}

const sampleBytes = 8192

/** Text in an old encoding has high bytes but hardly any control characters; packed data has one in ten. */
function hasControlBytes(content: Buffer): boolean {
  const sample = content.subarray(0, sampleBytes)
  const isControl = (byte: number) => byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b
  return sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0) > sample.length / 100
}

/** Lines as an editor counts them; a last line without its end counts too. */
export function countLines(content: Buffer): number {
  let lines = 0
  for (let at = content.indexOf(0x0a); at >= 0; at = content.indexOf(0x0a, at + 1)) lines++
  return content.length > 0 && content.at(-1) !== 0x0a ? lines + 1 : lines
}
