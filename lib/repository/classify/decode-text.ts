import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { isBinaryFileSync } from 'isbinaryfile'

/** A text with the name that the WHATWG gives to its encoding: `utf-8`, `windows-1252`, `shift_jis`, … */
export type DecodedText = { encoding: string; text: string }

/** The text of a content, its byte order mark included, in the encoding that it is most likely in; undefined when it is no text. */
export function decodeText(content: Buffer): DecodedText | undefined {
  const marked = markedEncoding(content)
  if (marked) return decodeAs(marked, content)
  if (content.includes(0)) return decodeUtf16(content)
  if (isUtf8(content)) {
    if (isBinaryFileSync(content, content.length)) return undefined
    return decodeEscaped(content) ?? { encoding: 'utf-8', text: content.toString('utf8') }
  }
  return hasControlBytes(content) ? undefined : decodeLegacy(content)
}

/** The text of a content whose encoding is known, with marks in the place of what is not of that encoding. */
export function decodeKnown(content: Buffer, encoding: string): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(content)
}

function markedEncoding(content: Buffer): string | undefined {
  if (content.length < 2) return undefined
  const mark = content.readUInt16BE(0)
  // A zero character after the mark is UTF-32, which browsers do not know.
  const isLonger = content.length >= 4 && content.readUInt16BE(2) === 0
  if (mark === 0xfeff) return 'utf-16be'
  return mark === 0xfffe && !isLonger ? 'utf-16le' : undefined
}

/** Undefined when the bytes are not of the encoding, or stand for what nobody writes. */
function decodeAs(label: string, content: Buffer): DecodedText | undefined {
  try {
    const { encoding, decode } = decoderOf(label)
    const text = decode(content)
    return unwritten.test(text) ? undefined : { encoding, text }
  } catch {
    return undefined
  }
}

function decoderOf(label: string) {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  return { encoding: decoder.encoding, decode: (content: Buffer) => decoder.decode(content) }
}

/** Control characters that are no blanks, and characters that mean nothing to anyone. */
const unwritten = /(?![\t-\r\u0085])[\p{Cc}\p{Co}\p{Cn}]/u

/** Without a mark, the zero bytes of mostly Latin text tell which half of its characters comes first. */
function decodeUtf16(content: Buffer): DecodedText | undefined {
  const sample = content.subarray(0, sampleBytes)
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 4
  if (odd > many && even === 0) return decodeAs('utf-16le', content)
  return even > many && odd === 0 ? decodeAs('utf-16be', content) : undefined
}

/** ISO-2022-JP is plain ASCII as bytes go: its escape sequences give it away. */
function decodeEscaped(content: Buffer): DecodedText | undefined {
  return content.includes('\x1b$') ? decodeAs('iso-2022-jp', content) : undefined
}

const sampleBytes = 8192

/** Text in an old encoding has high bytes but hardly any control characters; packed data has one in ten. */
function hasControlBytes(content: Buffer): boolean {
  const sample = content.subarray(0, sampleBytes)
  const isControl = (byte: number) => byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b
  return sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0) > sample.length / 100
}

/** The first of the encodings that statistics suggest which the whole content really is in. */
function decodeLegacy(content: Buffer): DecodedText | undefined {
  for (const label of [...guessEncodings(linesWithHighBytes(content)), 'windows-1252']) {
    const decoded = decodeAs(label, content)
    if (decoded) return decoded
  }
  return undefined
}

/** With two bytes for a character: a guess has to be this sure, since a handful of accents looks like one by accident. */
const wide = /^(?:big5|euc|gb|shift)/i
const leastConfidence = 30
/** A Japanese syllable in EUC. */
const kana = /^(?:[\xa1-\xfe]{2})*?(?:[\xa4\xa5][\xa1-\xfe])/

/**
 * The likeliest first. Words without a single ASCII letter are of another script than ours: then these letters say
 * nothing, and when all such words have an even number of bytes a few are enough to tell two bytes for a character.
 */
function guessEncodings(lines: Buffer): string[] {
  const runs = lines.toString('latin1').match(/[\x80-\xff]+/g) ?? []
  const isForeign = runs.reduce((sum, run) => sum + run.length, 0) >= 3 * runs.length
  const isEven = isForeign && runs.every((run) => run.length % 2 === 0)
  const guesses = analyse(lines).filter(({ name }) => !/^(?:utf|iso-2022)/i.test(name))
  const pairs = guesses.filter(({ name, confidence }) => wide.test(name) && confidence >= leastConfidence)
  const words = isForeign ? analyse(Buffer.from(runs.join(' '), 'latin1')) : guesses
  const singles = words.filter(({ name }) => /^(?:iso-8859|windows|koi8)/i.test(name))
  const fewPairs = isEven ? [kana.test(runs.join('')) ? 'euc-jp' : 'gb18030'] : []
  return [...pairs.map(({ name }) => name), ...fewPairs, ...singles.map(({ name }) => name)]
}

/** The lines that say something about the encoding: code around them says nothing, and that in English. */
function linesWithHighBytes(content: Buffer): Buffer {
  const lines: Buffer[] = []
  let bytes = 0
  for (let at = nextHigh(content, 0); at < content.length && bytes < sampleBytes; at = nextHigh(content, at)) {
    const start = content.lastIndexOf(0x0a, at) + 1
    const end = content.indexOf(0x0a, at)
    at = end < 0 ? content.length : end + 1
    lines.push(content.subarray(Math.max(start, at - sampleBytes), at))
    bytes += at - start
  }
  return Buffer.concat(lines)
}

function nextHigh(content: Buffer, from: number): number {
  let at = from
  while (at < content.length && (content[at] ?? 0) < 0x80) at++
  return at
}
