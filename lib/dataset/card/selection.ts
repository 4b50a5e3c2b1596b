import { leftOutWords } from '@/lib/dataset/contents'
import { granularityWords, revisionWords } from '@/lib/dataset/dataset'
import type { ManifestHead } from '@/lib/dataset/manifest'
import { checkNames, checkWords, decisions, decisionWords } from '@/lib/dataset/preflight/finding'
import type { FrozenDataset } from '@/lib/dataset/release'
import { escapeMarkdown, formatCount, formatNumber, renderTable } from './text'

/** What the documents were chosen by. */
export function renderSelection({ dataset, documents }: ManifestHead): string {
  if (!dataset || dataset.name === null) {
    const words = `This is a plain export of ${formatCount(documents, 'document')}: trajectories that were approved when it was asked for, all of them or those that
somebody picked. No dataset with a selection of its own stands behind it.`
    return dataset ? [words, leftOut(dataset)].filter((part) => part !== '').join('\n\n') : words
  }
  return [filterWords(dataset), choiceTable(dataset), leftOut(dataset)].filter((part) => part !== '').join('\n\n')
}

function filterWords({ filter, picked }: FrozenDataset): string {
  const hand = formatCount(picked, 'trajectory', 'trajectories')
  if (filter === null || filter === undefined) return `Only what was picked by hand is in it: ${hand}.`
  const also = picked === 0 ? '' : `, and ${hand} picked by hand`
  if (typeof filter === 'object' && Object.keys(filter).length === 0)
    return `Its filter limits nothing: it holds every trajectory that can be released${also}.`
  // JSON keeps every text on one line and in quotes: no line of it can end the block.
  return `Its filter selects trajectories by all of these${also}:\n\n\`\`\`json\n${JSON.stringify(filter, null, 2)}\n\`\`\``
}

function choiceTable({ revisions, granularity, required }: FrozenDataset): string {
  return renderTable(
    ['choice', 'of the dataset'],
    [
      ['revisions', wordOf(revisionWords, revisions)],
      ['granularity', wordOf(granularityWords, granularity)],
      ['verifiers that have to hold', required.map(escapeMarkdown).join(', ') || 'none'],
    ],
  )
}

function leftOut({ left_out: counts }: FrozenDataset): string {
  const rows = Object.entries(counts).map(([reason, count]) => [wordOf(leftOutWords, reason), formatNumber(count)])
  return rows.length === 0 ? '' : renderTable(['selected and left out', 'documents'], rows)
}

/** What an unchecked export is not searched for. Verifiers are no part of it: one that fails is refused there, too. */
const unlooked = checkNames.filter((name) => name !== 'verifier').map((name) => checkWords[name].toLowerCase())

/** What was looked for before the release, and what people decided about what was found. */
export function renderPreflight({ preflight, by }: ManifestHead): string {
  if (!preflight)
    return `**Nobody looked.** It went out unchecked, as ${escapeMarkdown(by)} asked: nothing searched these documents before for ${listed(unlooked, 'or')}.`
  const checks = preflight.checks.map((check) => wordOf(checkWords, check))
  const found = Object.values(preflight.findings).reduce((sum, counts) => sum + sumOf(counts), 0)
  const decided =
    found === 0
      ? 'Nothing was found.'
      : `${formatCount(found, 'finding')}, all decided by people; \`decisions.jsonl\` says who decided what, and when.`
  const rows = preflight.checks.map((check) => {
    const counts = preflight.findings[check] ?? {}
    return [wordOf(checkWords, check), ...decisions.map((decision) => formatNumber(counts[decision] ?? 0))]
  })
  return `All of it was looked through for ${listed(
    checks.map((words) => words.toLowerCase()),
    'and',
  )}. The look ended at ${escapeMarkdown(preflight.checked_at)}. ${decided}

${renderTable(['looked for', ...decisions.map((decision) => decisionWords[decision].toLowerCase())], rows)}`
}

function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** What is kept from an earlier version may have a name that is not known any more. */
function wordOf(words: Record<string, string>, name: string): string {
  return escapeMarkdown(words[name] ?? name)
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}
