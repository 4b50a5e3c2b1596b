import type { FileEvidence } from './evidence'
import { decimal, nats, percent, table } from './markdown'
import { type Costs, type Judge, judges, judgeWords, rivalPrimerCharacters } from './panel'
import { median, rankCorrelation, share, sum } from './statistics'

export type Change = { before: Costs; after: Costs }

/** What the other judges make of thoughts that one of them chose. */
export function judgeSection(files: readonly FileEvidence[]): string {
  const accepted = files.flatMap(({ steps }) => steps.flatMap((step) => step.accepted ?? []))
  const first = files.flatMap(({ steps }) => steps.flatMap((step) => step.first ?? []))
  const thoughts = files.map(({ none, before }) => ({ before: none, after: before }))
  const searched = files.map(({ none, after }) => ({ before: none, after }))
  return [
    '## The same thoughts under other scorers',
    '',
    'Chosen by the embedded scorer, measured by two that share no code with it: *counts* predicts each byte from how often it',
    'followed the last 0 to 5 (Witten–Bell smoothing); *brotli* is how many bytes the compressor, at its best, needs more for',
    `the file after the same text. It counts in whole bytes (${(8 * Math.LN2).toFixed(1)} nats) and chooses its blocks anew, so that small gains drown.`,
    `Of the files already written, both read the last ${rivalPrimerCharacters.toLocaleString('en')} characters.`,
    '',
    '### No thought → the thoughts of the author, by file',
    '',
    changes(thoughts),
    '',
    '### No thought → the thoughts that search found, by file',
    '',
    changes(searched),
    '',
    '### Before search → accepted by it, by step',
    '',
    changes(accepted),
    '',
    'The same, by how much the search gained:',
    '',
    bySize(accepted),
    '',
    '### Before search → its first new candidate, whatever it is worth, by step',
    '',
    'Nobody chose these, so that nothing favours one judge.',
    '',
    changes(first),
    '',
    ...judges.filter((judge) => judge !== 'embedded').map((judge) => verdict(judge, thoughts, accepted)),
  ].join('\n')
}

function changes(all: readonly Change[]): string {
  return table(
    judges.map((judge) => {
      const gains = all.map(gainBy(judge))
      return {
        'measured by': judgeWords[judge],
        of: all.length,
        better: percent(share(gains, (gain) => gain > 0)),
        same: percent(share(gains, (gain) => gain === 0)),
        'better, ties left out': percent(betterOf(gains)),
        'same sign as the embedded': percent(agreement(all, judge)),
        'gain, nats': nats(sum(gains, (gain) => gain)),
        '%': percent(sum(gains, (gain) => gain) / sum(all, ({ before }) => before[judge]), 2),
        'median, nats': nats(median(gains), 1),
        'rank correlation': decimal(
          rankCorrelation(all.map((each) => [gainBy('embedded')(each), gainBy(judge)(each)])),
          2,
        ),
      }
    }),
  )
}

const sizes = [
  { size: 'under 2 nats', from: 0, to: 2 },
  { size: '2 to 5', from: 2, to: 5 },
  { size: '5 to 10', from: 5, to: 10 },
  { size: '10 to 25', from: 10, to: 25 },
  { size: '25 and more', from: 25, to: Number.POSITIVE_INFINITY },
]

/** How far the others follow, for gains of each size. */
function bySize(accepted: readonly Change[]): string {
  const others = judges.filter((judge) => judge !== 'embedded')
  return table(
    sizes.map(({ size, from, to }) => {
      const within = accepted.filter((each) => gainBy('embedded')(each) >= from && gainBy('embedded')(each) < to)
      const cells = others.map((judge) => [
        `better: ${judgeWords[judge]}`,
        percent(betterOf(within.map(gainBy(judge)))),
      ])
      return { 'gain of the step': size, steps: within.length, ...Object.fromEntries(cells) }
    }),
  )
}

export const gainBy =
  (judge: Judge) =>
  ({ before, after }: Change) =>
    before[judge] - after[judge]

/** Of those that make any difference. */
export function betterOf(gains: readonly number[]): number {
  return share(
    gains.filter((gain) => gain !== 0),
    (gain) => gain > 0,
  )
}

/** Of those that make a difference to both. */
function agreement(all: readonly Change[], judge: Judge): number {
  const pairs = all.map((each) => [gainBy('embedded')(each), gainBy(judge)(each)] as const)
  return share(
    pairs.filter(([one, other]) => one * other !== 0),
    ([one, other]) => one * other > 0,
  )
}

function verdict(judge: Judge, thoughts: readonly Change[], accepted: readonly Change[]): string {
  const [having, finding] = [betterOf(thoughts.map(gainBy(judge))), betterOf(accepted.map(gainBy(judge)))]
  const holds = (part: number) => (part > 0.5 ? 'holds' : '**does not hold**')
  return (
    `- ${judgeWords[judge]}: that thoughts help ${holds(having)} for most files (${percent(having)}); ` +
    `that search helps ${holds(finding)} for most accepted steps (${percent(finding)}).`
  )
}
