import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { Tiktoken } from 'tiktoken'
import { createTokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { db } from '@/lib/db/client'

type Encode = (text: string) => { length: number }

/** Of the slowest: thousands would take minutes. */
const slowTexts = 200

export type TokenizerRates = {
  /** Megabytes a second: on one core. */
  ours: number
  llama3Library: number
  /** Under another vocabulary of the same size. */
  tiktoken: number
  /** By as many threads as there are cores, for each of them. */
  pool: number
}

/** The tokenizer against the libraries whose vocabularies it reads, on texts of the release that none of them has met before. */
export async function measureTokenizers(): Promise<TokenizerRates> {
  const texts = await readTexts()
  const share = Math.floor(texts.length / 5)
  const fresh = () => texts.splice(0, share)
  const warm = fresh()
  const tokenizer = openTokenizer('llama-3')
  return {
    ours: rateOf((text) => tokenizer.encode(text), warm, fresh()),
    tiktoken: rateOf(openTiktoken(), warm, fresh()),
    pool: await ratePool(warm, fresh()),
    llama3Library: rateOf(await openLlama3(), warm.slice(0, slowTexts), texts.slice(0, slowTexts)),
  }
}

/** The long thoughts of the seed. */
async function readTexts(): Promise<string[]> {
  const found = await db.$queryRaw<
    { text: string }[]
  >`select text from thought where length(text) > 1000 order by id desc limit 8000`
  return found.map(({ text }) => text)
}

/** Its tables take 80 MB, which is not what is measured elsewhere. */
async function openLlama3(): Promise<Encode> {
  const { default: llama3 } = await import('llama3-tokenizer-js')
  return (text) => llama3.encode(text, { bos: false, eos: false })
}

function openTiktoken(): Encode {
  const { bpe_ranks, special_tokens, pat_str } = createRequire(import.meta.url)('tiktoken/encoders/cl100k_base.json')
  const tokenizer = new Tiktoken(bpe_ranks, special_tokens, pat_str)
  return (text) => tokenizer.encode_ordinary(text)
}

function rateOf(encode: Encode, warm: readonly string[], texts: readonly string[]): number {
  for (const text of warm) encode(text)
  const began = performance.now()
  for (const text of texts) encode(text)
  return megabytes(texts) / ((performance.now() - began) / 1000)
}

async function ratePool(warm: readonly string[], texts: readonly string[]): Promise<number> {
  const threads = availableParallelism()
  const pool = createTokenPool('llama-3', { threads })
  const documents = (found: readonly string[]) => found.map((text) => [{ text, isTrained: true }])
  try {
    await pool.tokenize(documents(warm))
    const began = performance.now()
    await pool.tokenize(documents(texts))
    return megabytes(texts) / ((performance.now() - began) / 1000) / threads
  } finally {
    await pool.close()
  }
}

function megabytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
}
