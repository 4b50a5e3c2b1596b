import type { FileEvidence } from './evidence'
import { nats, percent, table } from './markdown'
import { judges, judgeWords } from './panel'
import { median, share, sum } from './statistics'

/** Whether a thought is about its own file, and whether it gains by giving the file away. */
export function controlSection(files: readonly FileEvidence[]): string {
  return [shuffleWords(files), leakWords(files), namesWords(files), headWords(files)].join('\n\n')
}

function shuffleWords(files: readonly FileEvidence[]): string {
  const steps = files.flatMap((file) => file.steps)
  const pairs = steps.flatMap(({ shuffledNats, ...step }) => (shuffledNats === null ? [] : [{ ...step, shuffledNats }]))
  const before = share(pairs, ({ beforeNats, shuffledNats }) => beforeNats < shuffledNats)
  const after = share(pairs, ({ afterNats, shuffledNats }) => afterNats < shuffledNats)
  const margin = median(pairs.map(({ afterNats, shuffledNats }) => shuffledNats - afterNats))
  return [
    '## Controls',
    '',
    `**Shuffle.** The thought of another file stands in the place of a step's own, at ${pairs.length} steps. The own one is better at`,
    `${percent(before, 1)} of them as the author wrote it and at ${percent(after, 1)} after search; by ${nats(margin, 1)} nats at the median.`,
    before > 0.5 ? 'So thoughts are about their own files.' : 'So thoughts are **not** about their own files.',
  ].join('\n')
}

function leakWords(files: readonly FileEvidence[]): string {
  const candidates = files.flatMap(({ steps }) => steps.flatMap((step) => step.candidates))
  const better = candidates.filter(({ gainNats, retainedNats }) => gainNats > 0 && retainedNats !== null)
  const accepted = better.filter(({ isAccepted }) => isAccepted)
  const retained = (all: typeof better) =>
    median(all.map(({ gainNats, retainedNats }) => (retainedNats ?? 0) / gainNats))
  const keeps = (all: typeof better) => share(all, ({ retainedNats }) => (retainedNats ?? 0) > 0)
  return [
    `**Leak.** With every copy of four and more tokens masked, the ${better.length} candidates that could have won keep`,
    `${percent(retained(better))} of their gain at the median, and ${percent(keeps(better), 1)} keep some. Of the ${accepted.length} accepted ones`,
    `${percent(keeps(accepted), 1)} keep some, as the rule of acceptance demands, and ${percent(retained(accepted))} of the gain at the median.`,
  ].join('\n')
}

function namesWords(files: readonly FileEvidence[]): string {
  const rows = judges.map((judge) => {
    const [none, after, nameless] = [
      sum(files, (file) => file.none[judge]),
      sum(files, (file) => file.after[judge]),
      sum(files, (file) => file.nameless[judge]),
    ]
    return {
      'measured by': judgeWords[judge],
      'gain over no thought, nats': nats(none - after),
      'without the names, nats': nats(none - nameless),
      'share left': percent((none - nameless) / (none - after)),
    }
  })
  const left = sum(files, ({ none, nameless }) => none.embedded - nameless.embedded)
  const whole = sum(files, ({ none, after }) => none.embedded - after.embedded)
  return [
    '**Names.** A harsher mask: every single word of a thought that stands in its file, and nowhere in what was visible',
    'before, is taken out. What is left is what a thought gains without naming anything of its file.',
    '',
    table(rows),
    '',
    `So ${percent(1 - left / whole)} of what a thought gains is that it names what the file will hold. That is what a byte model can see; it`,
    'does not follow that a language model sees no more.',
  ].join('\n')
}

function headWords(files: readonly FileEvidence[]): string {
  const accepted = files.flatMap(({ steps, headShare }) =>
    steps
      .flatMap(({ candidates }) => candidates.filter(({ isAccepted }) => isAccepted).slice(-1))
      .map((each) => ({ ...each, headShare })),
  )
  const gain = sum(accepted, ({ gainNats }) => gainNats)
  const head = sum(accepted, ({ headNats }) => headNats ?? 0)
  const expected = sum(files, ({ headShare, bytes }) => headShare * bytes) / sum(files, ({ bytes }) => bytes)
  const rest = share(accepted, ({ gainNats, headNats }) => gainNats > (headNats ?? 0))
  return [
    `**Where it falls.** The first ten lines, which hold ${percent(expected)} of the bytes, receive ${percent(head / gain)} of what search gains;`,
    `${percent(rest)} of the accepted thoughts also gain after them.`,
  ].join('\n')
}
