import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { TokenizerName } from '@/lib/dataset/formats/settings'

/** The bytes of every token, as strings of one character for a byte, by id; an id is also the rank of its merge. */
export type Vocabulary = {
  tokens: string[]
  /** Where a text is split before bytes are merged. */
  pattern: RegExp
  /** Put before a document; null where the model has none. */
  begin: number | null
  end: number
}

/** White space as Unicode and the reference implementations in Rust have it; JavaScript's `\s` has U+FEFF and lacks U+0085. */
const space = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** The pattern of a tokenizer, written for JavaScript. */
function toPattern(source: string): RegExp {
  const written = source
    .replaceAll('[^\\s', `[^${space}`)
    .replaceAll('\\S', `[^${space}]`)
    .replaceAll('\\s', `[${space}]`)
  return new RegExp(written, 'gu')
}

const llama3Pattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"

/**
 * A file of a package, as text. The bundler of the pages would look into an imported `createRequire`, and put a number in
 * place of the name of the file.
 */
function readPackageFile(name: string): string {
  const { createRequire } = process.getBuiltinModule('node:module')
  return readFileSync(createRequire(import.meta.url).resolve(name), 'utf8')
}

/** Vocabularies come with packages: Llama-3's with llama3-tokenizer-js, those of OpenAI with tiktoken. */
export function loadVocabulary(name: TokenizerName): Vocabulary {
  if (name === 'llama-3') return loadLlama3()
  const encoder = name === 'o200k' ? 'o200k_base' : 'cl100k_base'
  const { bpe_ranks: ranks, pat_str: source } = Encoder.parse(
    JSON.parse(readPackageFile(`tiktoken/encoders/${encoder}.json`)),
  )
  return {
    tokens: readRanks(ranks),
    pattern: toPattern(source),
    begin: null,
    end: name === 'o200k' ? 199_999 : 100_257,
  }
}

const Encoder = z.object({ bpe_ranks: z.string(), pat_str: z.string() })

/** Lines of `! first token token …`, tokens in base64, ids counting from `first`. */
function readRanks(text: string): string[] {
  const tokens: string[] = []
  for (const line of text.split('\n')) {
    const [, first, ...encoded] = line.split(' ')
    for (const [place, token] of encoded.entries()) tokens[Number(first) + place] = fromBase64(token)
  }
  return tokens
}

function fromBase64(token: string): string {
  return Buffer.from(token, 'base64').toString('latin1')
}

/** The package is not imported: it would build its own tables, 80 MB of them. Only its data are read. */
function loadLlama3(): Vocabulary {
  const source = readPackageFile('llama3-tokenizer-js/src/data-converted.js')
  const encoded = /vocab_base64\s*=\s*["'`]([^"'`]+)/.exec(source)?.[1]
  if (!encoded) throw new Error('The vocabulary of Llama 3 is not where llama3-tokenizer-js has it.')
  const byteOf = byteLevelAlphabet()
  const strings = Buffer.from(encoded, 'base64').toString('utf8').split('\n').slice(0, llama3Size)
  const tokens = strings.map((token) => Array.from(token, (character) => byteOf.get(character) ?? '').join(''))
  return { tokens, pattern: toPattern(llama3Pattern), begin: 128_000, end: 128_001 }
}

/** What follows are special tokens. */
const llama3Size = 128_000

/** GPT-2's way of writing bytes as characters that can be seen (Radford et al., encoder.py: bytes_to_unicode). */
function byteLevelAlphabet(): Map<string, string> {
  const byteOf = new Map<string, string>()
  let hidden = 256
  for (let byte = 0; byte < 256; byte += 1) {
    const isSeen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
    byteOf.set(String.fromCharCode(isSeen ? byte : hidden++), String.fromCharCode(byte))
  }
  return byteOf
}
