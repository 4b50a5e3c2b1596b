import type { ManifestHead } from '@/lib/dataset/manifest'
import type { Totals } from '@/lib/dataset/write/totals'
import { type VerifierName, verifierNames } from '@/lib/trajectory/verifiers'
import { formatCount, formatNumber, formatPart, renderTable } from './text'

/** Who approved the documents and what of them was verified, with counts: no more than what holds. */
export function renderProof(head: ManifestHead, totals: Totals): string {
  return [
    revisionWords(head, totals),
    approvalWords(totals),
    maskWords(totals),
    verifiedWords(totals),
    verifierTable(head, totals),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const revisions: Record<string, (totals: Totals) => string> = {
  approved: () => 'Each document is its trajectory at the revision that was its newest when it was released.',
  synthesized: () =>
    'Each document is its trajectory as it was first written, whatever a search or a person changed later.',
  searched: () => 'Each document is its trajectory as its last search left it, whatever a person changed later.',
  both: ({ variants }) =>
    `Trajectories stand in it twice, as variants: ${[...variants]
      .sort()
      .map(([name, count]) => `${formatCount(count, 'document')} as ${name}`)
      .join(', ')}.`,
}

function revisionWords({ dataset }: ManifestHead, totals: Totals): string {
  return revisions[dataset?.revisions ?? 'approved']?.(totals) ?? ''
}

function approvalWords({ approved, documents }: Totals): string {
  const rest = documents - approved
  const others = rest === 0 ? '' : ` ${formatCount(rest, 'document')} had no approval at this revision.`
  if (approved === 0) return `No document was approved by a person at the revision that stands here.${others}`
  const was = approved === documents || approved === 1 ? 'was' : 'were'
  return `${capitalized(formatPart(approved, documents))} ${was} approved by a person at exactly this revision.${others}`
}

function maskWords({ masked, documents }: Totals): string {
  if (masked === 0) return ''
  return `Something is masked in ${formatPart(masked, documents)}: people had it taken out, and \`[masked: …]\` stands in its place. What these
documents write is not what their repositories hold. The manifest has the hash of the document that was judged beside the
hash of the one that is released.`
}

function verifiedWords({ verified, documents }: Totals): string {
  if (verified === 0) return 'There is no document of which every verifier holds:'
  return `Every verifier holds of ${formatPart(verified, documents)}:`
}

const verifierWords: Record<VerifierName, string> = {
  replays: 'its writes and edits, in order, give the files of the repository byte for byte',
  causal: 'it reads nothing that is not given or written already',
  grounded: 'its observations are what the tools would return',
  complete: 'it writes all of its files up to their final content',
  original: 'its thoughts do not copy the code',
}

function verifierTable({ dataset }: ManifestHead, { verifiers }: Totals): string {
  const required = dataset ? dataset.required : verifierNames
  const rows = verifierNames.map((name) => {
    const { holds, fails, unapplied } = verifiers[name]
    const counts = [holds, fails, unapplied].map(formatNumber)
    return [`${name}: ${verifierWords[name]}`, required.includes(name) ? 'yes' : 'no', ...counts]
  })
  return renderTable(['verifier', 'required', 'holds', 'does not hold', 'does not apply'], rows)
}

/** How far replaying gives the true files again; nothing where it was not proven of any document. */
export function replayWords({ verifiers, documents }: Totals): string {
  const { holds } = verifiers.replays
  if (holds === 0) return ''
  return `Replaying the writes of ${formatPart(holds, documents)} gives the true files byte for byte.`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
