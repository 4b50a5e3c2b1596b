import { diffArrays } from 'diff'
import { type Inline, thoughtBlocks } from '@/components/trajectory/thought-blocks'
import type { ProseBlock } from '@/components/trajectory/thought-text'

/** A word, a piece of code, a whole block of code, or the beginning of a block, whose text is then its kind. */
type Token = { kind: Inline['kind'] | 'block' | 'opening'; text: string }
type Marked = Token & { change?: 'added' | 'removed' }
type Region = { removed: Token[]; added: Token[] }

const word = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu
const hasLetter = /[\p{L}\p{N}]/u
const timeoutMs = 250

/**
 * What one thought says anew against another, word by word, as blocks of prose: all words of both are there, in the order
 * of each. Code in a line and blocks of code change as a whole. Words that only stand between changes change with them,
 * so that a sentence written anew can be read.
 */
export function diffBlocks(before: string, after: string): ProseBlock[] {
  return blocksOf(markTokens(tokensOf(before), tokensOf(after)))
}

function tokensOf(text: string): Token[] {
  return thoughtBlocks(text).flatMap((block): Token[] => {
    if (block.kind === 'code') return [{ kind: 'block', text: block.text }]
    if (block.kind === 'list')
      return block.items.flatMap((item) => opened(block.isOrdered ? 'ordered' : 'bullet', item))
    return opened(block.kind, block.inlines)
  })
}

function opened(kind: string, inlines: readonly Inline[]): Token[] {
  const words = inlines.flatMap((inline): Token[] =>
    inline.kind === 'code' ? [inline] : (inline.text.match(word) ?? []).map((text) => ({ kind: inline.kind, text })),
  )
  return [{ kind: 'opening', text: kind }, ...words]
}

function markTokens(before: Token[], after: Token[]): Marked[] {
  const runs = diffArrays(before, after, { comparator: isSame, timeout: timeoutMs })
  const marked: Marked[] = []
  let region: Region = { removed: [], added: [] }
  for (const { value, added, removed } of runs ?? [wholly('removed', before), wholly('added', after)]) {
    if (added) region.added.push(...value)
    else if (removed) region.removed.push(...value)
    else if (isBetween(value) && region.removed.length > 0 && region.added.length > 0) {
      region.removed.push(...value)
      region.added.push(...value)
    } else {
      marked.push(...markRegion(region), ...value)
      region = { removed: [], added: [] }
    }
  }
  return [...marked, ...markRegion(region)]
}

/** What is left of the block at hand comes first, old and new, then the blocks that begin in the region. */
function markRegion({ removed, added }: Region): Marked[] {
  const [oldRest, oldBlocks] = splitAtOpening(removed)
  const [newRest, newBlocks] = splitAtOpening(added)
  const common = commonEnd(oldRest, newRest)
  const mark = (tokens: readonly Token[], change: Marked['change']) => tokens.map((token) => ({ ...token, change }))
  return [
    ...mark(oldRest.slice(0, oldRest.length - common), 'removed'),
    ...mark(newRest.slice(0, newRest.length - common), 'added'),
    ...newRest.slice(newRest.length - common),
    ...mark(oldBlocks, 'removed'),
    ...mark(newBlocks, 'added'),
  ]
}

/** How many tokens both end with: words that stood between changes until no other change came. */
function commonEnd(old: readonly Token[], anew: readonly Token[]): number {
  const differing = [...old.keys()].find((back) => {
    const [one, other] = [old.at(-1 - back), anew.at(-1 - back)]
    return !one || !other || !isSame(one, other)
  })
  return differing ?? old.length
}

function splitAtOpening(tokens: readonly Token[]): [Token[], Token[]] {
  const at = tokens.findIndex(({ kind }) => kind === 'opening' || kind === 'block')
  return at === -1 ? [[...tokens], []] : [tokens.slice(0, at), tokens.slice(at)]
}

function wholly(change: 'added' | 'removed', value: Token[]) {
  return { value, added: change === 'added', removed: change === 'removed' }
}

function isSame(one: Token, other: Token): boolean {
  const isBlank = one.kind === other.kind && one.text.trim() === '' && other.text.trim() === ''
  return isBlank || (one.kind === other.kind && one.text === other.text)
}

function isBetween(tokens: readonly Token[]): boolean {
  return (
    tokens.every(({ kind }) => kind === 'text' || kind === 'strong') &&
    tokens.filter(({ text }) => hasLetter.test(text)).length < 2
  )
}

function blocksOf(marked: readonly Marked[]): ProseBlock[] {
  const blocks: ProseBlock[] = []
  let opening = 'paragraph'
  let pieces: (Inline & Pick<Marked, 'change'>)[] = []
  const close = () => {
    if (pieces.length === 0) return
    const last = blocks.at(-1)
    const isOrdered = opening === 'ordered'
    if (opening === 'paragraph' || opening === 'heading') blocks.push({ kind: opening, inlines: pieces })
    else if (last?.kind === 'list' && last.isOrdered === isOrdered) last.items.push(pieces)
    else blocks.push({ kind: 'list', isOrdered, items: [pieces] })
    pieces = []
  }
  for (const { kind, text, change } of marked) {
    const last = pieces.at(-1)
    if (kind === 'block') {
      close()
      blocks.push({ kind: 'code', text, change })
      opening = 'paragraph'
    } else if (kind === 'opening') {
      close()
      opening = text
    } else if (last?.kind === kind && last.change === change && kind !== 'code') last.text += text
    else pieces.push({ kind, text, change })
  }
  close()
  return blocks
}
