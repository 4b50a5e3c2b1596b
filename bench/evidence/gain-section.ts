import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import type { CandidateEvidence, FileEvidence, RepositoryEvidence, RoundsEvidence } from './evidence'
import { interval, nats, percent, table } from './markdown'
import { grid } from './measure-repository'
import { bootstrap, median, share, sum } from './statistics'

const fewFiles = 8

/** What thoughts gain over none, and what search adds to that. */
export function gainSection(files: readonly FileEvidence[]): string {
  const byLanguage = Map.groupBy(files, ({ language }) => language)
  const groups = [...byLanguage]
    .filter(([, group]) => group.length >= fewFiles)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const rest = files.filter(({ language }) => (byLanguage.get(language)?.length ?? 0) < fewFiles)
  const rows = [...groups, ...(rest.length > 0 ? [['others', rest] as const] : []), ['**all**', files] as const]
  const steps = files.flatMap((file) => file.steps)
  const thoughts = bootstrap(files, thoughtGain)
  const search = bootstrap(files, searchGain)
  const improved = share(steps, ({ accepted }) => accepted !== null)
  return [
    '## What thoughts gain, and what search adds',
    '',
    table(rows.map(([language, group]) => gainRow(language, group))),
    '',
    `The thoughts that the author writes at first save ${interval(thoughts, 1)} of what the files cost without any.`,
    `Search saves ${interval(search, 2)} of what they cost then. It finds a better thought at ${percent(improved)} of the`,
    `steps, worth ${nats(median(acceptedGains(files)), 1)} nats at the median.`,
    search.value < 0.01
      ? '**So nearly all of the gain is that of having thoughts at all; search adds little to it.**'
      : search.low > 0
        ? 'So search pays, beyond what thoughts save in any case.'
        : '',
  ].join('\n')
}

function gainRow(language: string, files: readonly FileEvidence[]): Record<string, string | number> {
  const [none, before, after] = [sum(files, costOf('none')), sum(files, costOf('before')), sum(files, costOf('after'))]
  const bytes = sum(files, (file) => file.bytes)
  const steps = files.flatMap((file) => file.steps)
  return {
    language,
    files: files.length,
    steps: steps.length,
    'bits/byte, no thought': (none / Math.LN2 / bytes).toFixed(3),
    'thoughts save, nats': nats(none - before),
    '%': percent((none - before) / none, 1),
    'search saves more, nats': nats(before - after),
    'of what was left': percent((before - after) / before, 2),
    'both together': percent((none - after) / none, 1),
    'steps improved': percent(share(steps, ({ accepted }) => accepted !== null)),
  }
}

const costOf = (stage: 'none' | 'before' | 'after') => (file: FileEvidence) => file[stage].embedded

export function thoughtGain(files: readonly FileEvidence[]): number {
  return 1 - sum(files, costOf('before')) / sum(files, costOf('none'))
}

export function searchGain(files: readonly FileEvidence[]): number {
  return 1 - sum(files, costOf('after')) / sum(files, costOf('before'))
}

function acceptedGains(files: readonly FileEvidence[]): number[] {
  return files.flatMap(({ steps }) =>
    steps.flatMap(({ accepted, beforeNats, afterNats }) => (accepted ? [beforeNats - afterNats] : [])),
  )
}

/** How candidates of each kind fare where there are most of them. */
export function kindsSection(repositories: readonly RepositoryEvidence[]): string {
  const most = Math.max(...grid.candidates)
  const searches = repositories.flatMap(({ rounds }) => rounds.filter(({ candidates }) => candidates === most))
  const tried = searches.flatMap((search) => search.tried)
  const kinds = proposalKinds.filter((kind) => tried.some((candidate) => candidate.kind === kind))
  const ofKind = kinds.map((kind) => ({ kind, all: tried.filter((candidate) => candidate.kind === kind) }))
  const never = ofKind.filter(({ all }) => !all.some(({ isAccepted }) => isAccepted)).map(({ kind }) => kind)
  return [
    '## Kinds of proposals',
    '',
    `Of the searches with ${most} candidates in each of ${Math.max(...grid.rounds)} rounds. A kind that has nothing`,
    'to say at a step gives way to the next. New are those that say something not yet said at the step.',
    '',
    table([...ofKind, { kind: '**all**', all: tried }].map(({ kind, all }) => kindRow(kind, all))),
    '',
    never.length > 0 ? `Never accepted: ${never.join(', ')}.` : 'Every kind is accepted at times.',
  ].join('\n')
}

function kindRow(kind: string, all: readonly CandidateEvidence[]): Record<string, string | number> {
  const fresh = all.filter(({ isNew }) => isNew)
  return {
    kind,
    candidates: all.length,
    new: percent(share(all, ({ isNew }) => isNew)),
    'of new: better than the start': percent(share(fresh, ({ gainNats }) => gainNats > 0)),
    'of new: accepted': percent(
      share(fresh, ({ isAccepted }) => isAccepted),
      1,
    ),
    'median gain, nats': nats(median(fresh.map(({ gainNats }) => gainNats)), 1),
    'median gain when accepted': nats(
      median(fresh.filter(({ isAccepted }) => isAccepted).map(({ gainNats }) => gainNats)),
      1,
    ),
  }
}

/** Gain by how much is tried. */
export function roundsSection(repositories: readonly RepositoryEvidence[]): string {
  const all = repositories.flatMap(({ rounds }) => rounds)
  const rows = grid.candidates.map((candidates) => {
    const searches = all.filter((each) => each.candidates === candidates)
    const cells = grid.rounds.map((round) => [`R = ${round}`, interval(bootstrap(searches, gainAt(round)), 2)] as const)
    return { candidates: `K = ${candidates}`, ...Object.fromEntries(cells) }
  })
  const files = all.filter(({ candidates }) => candidates === grid.candidates[0]).length
  return [
    '## Gain against how much is tried',
    '',
    `The thought before the file is written, in ${files} of the files; one search for each K, read off after R rounds, which`,
    'is what a search of R rounds comes to. In brackets, 95% of what other files might give (bootstrap over files).',
    '',
    table(rows),
  ].join('\n')
}

const gainAt = (round: number) => (searches: readonly RoundsEvidence[]) =>
  1 - sum(searches, ({ afterNats }) => afterNats[round] ?? Number.NaN) / sum(searches, ({ beforeNats }) => beforeNats)
