import type { FileEvidence } from './evidence'
import { searchGain, thoughtGain } from './gain-section'
import { betterOf, type Change, gainBy } from './judge-section'
import { percent } from './markdown'
import { judges } from './panel'
import { share, sum } from './statistics'

/** What holds and what does not, in a few sentences. */
export function summarySection(files: readonly FileEvidence[]): string {
  const steps = files.flatMap((file) => file.steps)
  const accepted = steps.flatMap((step) => step.accepted ?? [])
  const large = accepted.filter((change) => gainBy('embedded')(change) >= largeNats)
  const thoughts = files.map(({ none, before }) => ({ before: none, after: before }))
  const own = share(
    steps.filter(({ shuffledNats }) => shuffledNats !== null),
    ({ afterNats, shuffledNats }) => afterNats < (shuffledNats ?? 0),
  )
  const candidates = steps.flatMap((step) => step.candidates)
  const leaking = candidates.filter(({ gainNats, retainedNats }) => gainNats > 0 && (retainedNats ?? 1) <= 0)
  const names =
    1 -
    sum(files, ({ none, nameless }) => none.embedded - nameless.embedded) /
      sum(files, ({ none, after }) => none.embedded - after.embedded)
  return [
    '## In short',
    '',
    `- Thoughts make the code that follows ${percent(thoughtGain(files), 1)} cheaper. ${others(thoughts)} see a gain in most files: ${shares(thoughts)}.`,
    `- Search adds ${percent(searchGain(files), 2)}. Of what it accepts, ${shares(accepted)} is better under the others as well; where it gains`,
    `  ${largeNats} nats and more (${large.length} of ${accepted.length} steps), ${shares(large)}. ${smallWords(accepted)}`,
    `- The own thought beats that of another file at ${percent(own)} of the steps, after search.`,
    `- ${percent(names)} of the gain of thoughts is that they name what the file will hold.`,
    `- ${leaking.length} candidates are better than the start and refused because they gain nothing when copies are masked.`,
  ].join('\n')
}

const largeNats = 25
const rivals = judges.filter((judge) => judge !== 'embedded')

function others(all: readonly Change[]): string {
  const agree = rivals.filter((judge) => betterOf(all.map(gainBy(judge))) > 0.5).length
  return agree === rivals.length
    ? 'Both other scorers'
    : agree === 0
      ? 'Neither of the other scorers'
      : 'One of the other scorers'
}

function shares(all: readonly Change[]): string {
  return rivals.map((judge) => `${percent(betterOf(all.map(gainBy(judge))))} (${judge})`).join(' and ')
}

/** Whether small gains are seen by anybody else. */
function smallWords(accepted: readonly Change[]): string {
  const small = accepted.filter((change) => gainBy('embedded')(change) < largeNats)
  const most = Math.max(...rivals.map((judge) => betterOf(small.map(gainBy(judge)))))
  return most < 0.6
    ? 'A smaller gain says more about the scorer than about the thought.'
    : 'Smaller gains are real as well.'
}
