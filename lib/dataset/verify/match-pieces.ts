import { createHash } from 'node:crypto'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import type { Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { checkTokens } from './check-tokens'
import { type Expected, requireCounts } from './expected'
import { attempt, type Findings } from './findings'
import { openLedger } from './ledger'
import { openPieces, type PiecedDocument } from './pieced-document'
import type { PackPiece } from './read-pack'

/** What became of the documents of packs. */
export type Matched = {
  whole: number
  /** Documents that begin in a pack and do not end there, and those of which all pieces were found. */
  split: number
  joined: number
  /** Split documents of which nobody can say which pieces are theirs. */
  unjoined: number
  truncated: number
  /** Tokens at the end of what is cut off, of whose loss nothing can be said. */
  untold: number
}

export type Matcher = {
  readonly matched: Matched
  add(piece: PackPiece, where: string): void
  /** Documents do not go on in another split. */
  endSplit(next: string): void
  left(): Expected[]
}

/** More beginnings than this are not tried for an end: each takes hashing the whole of it. */
const mostTried = 64

/**
 * Finds the documents of the manifest in pieces of packs. Pieces that fill a pack come first, and those of a document one
 * after the other; its last one lies anywhere behind them, and belongs to the beginning that gives a hash of the manifest.
 */
export function openMatcher(
  settings: ExportSettings,
  tokenizer: Tokenizer,
  items: readonly Expected[],
  findings: Findings,
): Matcher {
  const { overlong, packTokens } = settings
  const ledger = openLedger(items)
  const lengths = lengthsOf(items, settings)
  const matched: Matched = { whole: 0, split: 0, joined: 0, unjoined: 0, truncated: 0, untold: 0 }
  let split = ''
  let open: { where: string; document: PiecedDocument }[] = []
  let untried = 0

  function addWhole({ ids, lossAt }: PackPiece): void {
    const bytes = tokenizer.decode(ids)
    matched.whole += 1
    const item = ledger.take(createHash('sha256').update(bytes).digest('hex'), split)
    requireCounts(item, settings, checkTokens(ids, lossAt, bytes, tokenizer))
  }
  function addBeginning({ ids, lossAt }: PackPiece, where: string): void {
    if (overlong === 'drop') throw new Error('this document does not end, though none is split or cut off.')
    if (ids.length !== packTokens) throw new Error('this document does not end, though the pack is not full.')
    const document = openPieces(tokenizer)
    matched[overlong === 'split' ? 'split' : 'truncated'] += 1
    if (overlong === 'split') open.push({ where, document })
    document.push(ids, lossAt)
    if (overlong === 'truncate') matched.untold += document.untold
  }
  function addMiddle({ ids, lossAt }: PackPiece): void {
    const last = open.at(-1)
    if (!last || ids.length !== packTokens) throw new Error('this piece neither begins nor ends a document.')
    last.document.push(ids, lossAt)
  }
  function addEnd({ ids, lossAt }: PackPiece): void {
    const bytes = tokenizer.decode(ids)
    const mayBe = open.filter(({ document }) => lengths?.has(document.tokens + ids.length - 1) ?? true)
    if (mayBe.length > mostTried) {
      untried += 1
      return
    }
    const found = mayBe.findLast(({ document }) => ledger.has(document.hashWith(bytes), split))
    if (!found) throw new Error('this piece ends no document of the manifest that begins before it.')
    const item = ledger.take(found.document.hashWith(bytes), split)
    open = open.filter((each) => each !== found)
    matched.joined += 1
    found.document.push(ids, lossAt)
    requireCounts(item, settings, found.document)
  }
  function addPiece(piece: PackPiece, where: string): void {
    const { ids } = piece
    const ends = ids.at(-1) === tokenizer.end
    if (begins(ids, tokenizer)) {
      if (ends) addWhole(piece)
      else addBeginning(piece, where)
      return
    }
    if (overlong !== 'split') throw new Error('this piece does not begin a document, though none is split.')
    if (ends) addEnd(piece)
    else addMiddle(piece)
  }

  return {
    matched,
    add: (piece, where) => attempt(findings, where, () => addPiece(piece, where)),
    endSplit(next) {
      if (untried === open.length) matched.unjoined += untried
      else if (untried > 0)
        findings.problems.push(
          `${open.length} documents of ${split} begin and do not end, and ${untried} ends are there.`,
        )
      else for (const { where } of open) findings.problems.push(`${where}: nothing ends the document that begins here.`)
      split = next
      open = []
      untried = 0
    },
    left: ledger.left,
  }
}

/** Without a token that begins documents, they are known by how they begin. */
function begins(ids: readonly number[], { begin, decode }: Tokenizer): boolean {
  return begin === null ? decode(ids.slice(0, 16)).toString('latin1').startsWith('<request') : ids[0] === begin
}

/** How many tokens the documents have; undefined where the manifest, which counts those of Llama 3, does not say so. */
function lengthsOf(items: readonly Expected[], { tokenizer }: ExportSettings): Set<number> | undefined {
  return tokenizer === 'llama-3' ? new Set(items.map(({ tokens }) => tokens)) : undefined
}
