import { formats } from '@/lib/dataset/formats/catalog'
import type { ManifestHead } from '@/lib/dataset/manifest'
import { escapeMarkdown, formatNumber, formatShare, renderTable } from './text'

type Setting = [name: string, value: string, isUsed: boolean]

/** How the files were written: of all settings those that say something about them. */
export function renderSettings(head: ManifestHead): string {
  const { format, container, settings } = head
  const used: Setting[] = [
    ['format', format, true],
    ['container', container, true],
    ['compression of the files', settings.compression, container === 'jsonl'],
    ['size from which on a file is full', `${formatNumber(settings.shardBytes)} bytes`, container !== 'each'],
    ['tokenizer of the ids', settings.tokenizer, formats[format].isTokenized],
    ['arguments of a call', container === 'parquet' ? 'string' : settings.toolArguments, format === 'messages'],
    ['most tokens of a pack', formatNumber(settings.packTokens), format === 'packed'],
    ['documents longer than a pack', settings.overlong, format === 'packed'],
    ['least margin of a pair', `${formatNumber(settings.minimumMarginNats)} nats`, format === 'dpo'],
    ['most pairs of a step', formatNumber(settings.pairsPerStep), format === 'dpo'],
    ...splitSettings(head),
  ]
  const rows = used.filter(([, , isUsed]) => isUsed).map(([name, value]) => [name, escapeMarkdown(value)])
  return `${renderTable(['setting', 'value'], rows)}\n\n${splitWords(head)}`
}

function splitSettings({ settings: { splits } }: ManifestHead): Setting[] {
  const shares = Object.entries(splits.ratios).filter(([, share]) => share > 0)
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  const words = shares.map(([name, share]) => `${name} ${formatShare(share, total)}`).join(', ')
  return [
    ['seed of the splits', splits.seed, true],
    ['shares of the splits', words, words !== ''],
    ...Object.entries(splits.fixed).map(([name, listed]): Setting => [`in ${name} by a list`, namesOf(listed), true]),
  ]
}

const mostNames = 20

function namesOf(names: readonly string[]): string {
  const rest = names.length - mostNames
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${formatNumber(rest)} more in the manifest` : '')
}

function splitWords({ splits, settings }: ManifestHead): string {
  const isListed = Object.values(settings.splits.fixed).some((names) => names.length > 0)
  if (Object.keys(splits).length < 2 && !isListed) return 'All documents are in one split.'
  const except = isListed ? ' A repository that a list names is where the list says, whatever it is like.' : ''
  return `Splits go by repository, never by trajectory; one that is nearly the same as an older one goes where that one goes.${except}`
}
