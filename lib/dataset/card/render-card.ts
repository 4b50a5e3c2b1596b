import { stringify } from 'yaml'
import { formats } from '@/lib/dataset/formats/catalog'
import type { ManifestHead } from '@/lib/dataset/manifest'
import type { Totals } from '@/lib/dataset/write/totals'
import { toFrontMatter } from './front'
import { renderLoading, rowsOf } from './loading'
import { renderProof, replayWords } from './proof'
import { renderPreflight, renderSelection } from './selection'
import { renderSettings } from './settings'
import {
  escapeMarkdown,
  formatCount,
  formatNumber,
  formatPart,
  formatShare,
  quoteMarkdown,
  renderTable,
  toRows,
} from './text'

/**
 * The dataset card, as the Hub reads it: YAML for machines, then prose, both written from the data. The Hub reads YAML 1.1,
 * to which a name such as `yes` would be no text without quotes.
 */
export function renderCard(head: ManifestHead, totals: Totals): string {
  const matter = stringify(toFrontMatter(head, totals), { lineWidth: 0, version: '1.1' })
  return `---\n${matter}---\n\n${prose(head, totals)}`
}

function prose(head: ManifestHead, totals: Totals): string {
  const format = formats[head.format]
  const repositories = formatCount(totals.repositories.size, 'repository', 'repositories')
  const title = head.dataset?.name ? escapeMarkdown(head.dataset.name) : `Development trajectories of ${repositories}`
  const parts: [heading: string, ...paragraphs: string[]][] = [
    [`# ${title}`, quoteMarkdown(head.dataset?.description ?? ''), whatItIs(totals)],
    [
      '## What is in it',
      `Documents: ${formatNumber(head.documents)}, from ${repositories}.`,
      splitTable(head),
      trainedWords(head),
      packingWords(head),
      renderTable(['licence of the repository', 'documents'], toRows(totals.licenses)),
    ],
    ['## How it was chosen', renderSelection(head)],
    ['## What was looked for', renderPreflight(head)],
    ['## How it was made', madeWords(totals), foreignWords(totals)],
    ['## What holds of it', renderProof(head, totals)],
    ['## Settings', renderSettings(head)],
    [
      '## How to load it',
      `Format: **${head.format}** — ${format.title.replace(/^[^:]*: /, '')}, for ${format.readers}. Loss mask: ${lowerFirst(format.mask.how)}`,
      renderLoading(head),
      'Configurations for trainers are in `recipes/`; its README says which of them read this format.',
    ],
    ['## Limits', limits(totals)],
    ['## What proves it', proofWords(head)],
  ]
  return `${parts
    .flat()
    .filter((part) => part.trim() !== '' && part !== '>')
    .join('\n\n')}\n`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** What was synthesized here; what other agents made is told of elsewhere. */
function whatItIs(totals: Totals): string {
  const { foreign, documents, windows } = totals
  if (foreign === documents)
    return 'Each document is a trajectory that another agent made: what it was asked for, what it did and what it saw.'
  const which = foreign === 0 ? 'Each document' : 'Each document that was synthesized here'
  const part = windows === 0 ? '' : ` (in ${formatPart(windows, documents)}: a part of one)`
  return `${which} is a reconstruction of the work that could have produced a finished repository${part}: a main agent writes
requirements and a plan and hands each file to an agent of its own, which thinks, reads what is written already, and writes
its file. ${replayWords(totals)}`.trimEnd()
}

function splitTable(head: ManifestHead): string {
  return renderTable(
    ['split', 'documents', 'rows', 'tokens (Llama-3)'],
    Object.entries(head.splits).map(([split, { documents, tokens }]) => [
      split,
      formatNumber(documents),
      formatNumber(rowsOf(head, split)),
      formatNumber(tokens),
    ]),
  )
}

function trainedWords({ format, tokens, trained_tokens: trained }: ManifestHead): string {
  if (format === 'dpo')
    return `A row is a pair of thoughts at one step of a document, and loss falls on \`chosen\` and \`rejected\` alone. Tokens are counted over
whole documents.`
  return `${formatNumber(trained)} of ${formatNumber(tokens)} tokens (${formatShare(trained, tokens)}) are trained on: thoughts and actions. The request and all observations are not.`
}

function packingWords({ packing }: ManifestHead): string {
  if (!packing) return ''
  const fill = formatShare(packing.fill_rate, 1)
  return `Packed best-fit into ${formatNumber(packing.packs)} sequences of at most ${formatNumber(packing.pack_tokens)} tokens; ${fill} of their room is filled. Of the documents longer
than a sequence ${formatNumber(packing.split_documents)} were split, ${formatNumber(packing.truncated_documents)} cut off and ${formatNumber(packing.dropped_documents)} left out.`
}

function madeWords({ authors, scorers, searched, documents }: Totals): string {
  if (authors.size === 0) return ''
  const deterministic = authors.has('embedded') ? ' The author `embedded` is deterministic and uses no model.' : ''
  const search =
    searched === 0
      ? 'No search has looked for better thoughts.'
      : `In ${formatPart(searched, documents)} a search has looked for thoughts that make the code more likely, under ${namesOf(scorers)}.`
  return `The thoughts of what was synthesized here were first written by ${namesOf(authors.keys())}.${deterministic} ${search}`
}

function namesOf(names: Iterable<string>): string {
  return [...names].sort().map(escapeMarkdown).join(', ')
}

/** What is not known about trajectories that other agents made. */
function foreignWords({ foreign, documents, harnesses }: Totals): string {
  if (foreign === 0) return ''
  return `Imported, as they were made by other agents: ${formatPart(foreign, documents)}, by ${namesOf(harnesses.keys())}. Their calls are those of their agents'
own tools; \`harness\` in the metadata says whose.`
}

function limits({ foreign, documents }: Totals): string {
  const isOurs = foreign < documents
  const synthesized = [
    '- What was synthesized here is a reconstruction. Nobody worked like this; the order of files follows from their imports.',
    '- Its request and its first thoughts are in English, whatever language the comments are in.',
  ]
  return [
    ...(isOurs ? synthesized : []),
    '- People may have edited thoughts before they approved them; the manifest says of each document at which revision it is.',
    '- A literal special token in a source, such as `<|begin_of_text|>`, is ordinary text in every count and every row.',
    '- Licences are those of the repositories, by document in `manifest.json`.',
  ].join('\n')
}

function proofWords({ by, retrace, release, created_at: at }: ManifestHead): string {
  return `\`manifest.json\` lists every document with its repository, commit, licence, content hash, verifiers and decisions, and every file with its
size and SHA-256, but for itself and \`SHA256SUMS\`; that one holds the hash of the manifest, too. \`retrace verify <folder>\` checks all of it without a
network.

Made by Retrace ${retrace} for ${escapeMarkdown(by)}, asked for at ${escapeMarkdown(at)}; release ${release}.`
}
