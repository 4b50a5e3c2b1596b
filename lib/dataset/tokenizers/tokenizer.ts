import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { AppError } from '@/lib/errors'
import { mergeBytes } from './merge'
import { loadVocabulary } from './vocabulary'

export type Tokenizer = {
  /** The ids of a text, exactly as the reference implementation has them; special tokens in the text are ordinary text. */
  encode(text: string): number[]
  /** The bytes of the ids; nothing for special tokens. */
  decode(ids: Iterable<number>): Buffer
  begin: number | null
  end: number
}

/** Source code is made of few different pieces: nearly all of a text is looked up. */
const mostKept = 1 << 16
const longestKept = 64

const opened = new Map<TokenizerName, Tokenizer>()

/** Throws `invalid` when a text has half a character in it: UTF-8, of which tokens are made, has no place for one. */
export function requireWhole(text: string): void {
  if (text.isWellFormed()) return
  throw new AppError(
    'invalid',
    'A document holds half a character (a lone surrogate), which no tokenizer can take. Export it as JSONL, or leave it out.',
  )
}

/** One tokenizer of each name in a thread; the first call takes a moment. */
export function openTokenizer(name: TokenizerName): Tokenizer {
  const found = opened.get(name) ?? createTokenizer(name)
  opened.set(name, found)
  return found
}

function createTokenizer(name: TokenizerName): Tokenizer {
  const { tokens, pattern, begin, end } = loadVocabulary(name)
  const ranks = new Map(tokens.map((token, id) => [token, id]))
  let kept = new Map<string, readonly number[]>()
  const encodePiece = (piece: string): readonly number[] => {
    const bytes = Buffer.from(piece, 'utf8').toString('latin1')
    const whole = ranks.get(bytes)
    return whole === undefined ? mergeBytes(bytes, ranks) : [whole]
  }
  return {
    begin,
    end,
    encode(text) {
      requireWhole(text)
      const ids: number[] = []
      pattern.lastIndex = 0
      // Pieces lie one behind the other; what `exec` tells of each would take as long as the rest.
      for (let start = 0; pattern.test(text); start = pattern.lastIndex) {
        const piece = text.slice(start, pattern.lastIndex)
        let known = kept.get(piece)
        if (!known) {
          known = encodePiece(piece)
          if (piece.length <= longestKept) {
            if (kept.size >= mostKept) kept = new Map()
            // A copy: a slice would keep the whole text that it lies in alive.
            kept.set(Buffer.from(piece).toString(), known)
          }
        }
        for (const id of known) ids.push(id)
      }
      return ids
    },
    decode(ids) {
      const chunks: string[] = []
      for (const id of ids) chunks.push(tokens[id] ?? '')
      return Buffer.from(chunks.join(''), 'latin1')
    },
  }
}
