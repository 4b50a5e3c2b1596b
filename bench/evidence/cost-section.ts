import type { RepositoryEvidence } from './evidence'
import { percent } from './markdown'
import type { CostEvidence } from './measure-cost'
import { sum } from './statistics'

export function costSection(repositories: readonly RepositoryEvidence[], cost: CostEvidence): string {
  const calls = sum(repositories, ({ scoringCalls }) => scoringCalls)
  const gain = sum(repositories, ({ files }) => sum(files, ({ before, after }) => before.embedded - after.embedded))
  const { oneCore, twoCores } = cost.candidatesPerSecond
  const target = sum(repositories, ({ files }) => sum(files, ({ bytes }) => bytes))
  const count = sum(repositories, ({ files }) => files.length)
  const context = sum(repositories, ({ files }) => sum(files, ({ contextBytes }) => contextBytes))
  return [
    '## Cost',
    '',
    `- ${(calls / gain).toFixed(2)} texts are scored for each nat that search gains: candidates, what they are held against, and masked ones.`,
    `- A search of ${cost.repository} scores ${Math.round(oneCore)} candidates a second with one scoring thread and ${Math.round(twoCores)} with two, all guards and`,
    '  the database included, on the machine that wrote this page.',
    `- Prefix reuse: the ${cost.calls} texts of that search take ${percent(cost.bytes, 1)} of the bytes coded from scratch and ${percent(cost.cpu, 1)} of the CPU`,
    `  time, in one run. The ideal, (thought + suffix + target) / (context + thought + suffix + target), is ${percent(cost.ideal, 1)}: the rest is each`,
    '  context read once.',
    `- A file has ${Math.round(target / count).toLocaleString('en')} bytes and ${Math.round(context / count).toLocaleString('en')} bytes of context on average.`,
  ].join('\n')
}
