import { contextPolicy } from '@/lib/likelihood/context'
import { searchPolicy } from '@/lib/optimize/file-context'
import { OptimizationSettings } from '@/lib/optimize/optimization'
import { controlSection } from './control-section'
import { costSection } from './cost-section'
import type { RepositoryEvidence } from './evidence'
import { gainSection, kindsSection, roundsSection } from './gain-section'
import { judgeSection } from './judge-section'
import { table } from './markdown'
import type { CostEvidence } from './measure-cost'
import { sample } from './measure-repository'
import { sum } from './statistics'
import { summarySection } from './summary-section'

export type Evidence = {
  repositories: RepositoryEvidence[]
  cost: CostEvidence
  /** The fingerprints of the embedded scorer and the embedded author. */
  scorer: string
  author: string
}

/** What was found, in tables and plain sentences, whatever it is. No date and no path: the same figures, the same page. */
export function renderPage({ repositories, cost, scorer, author }: Evidence): string {
  const files = repositories.flatMap((repository) => repository.files)
  const sections = [
    introduction(repositories, scorer, author),
    summarySection(files),
    gainSection(files),
    kindsSection(repositories),
    roundsSection(repositories),
    judgeSection(files),
    controlSection(files),
    costSection(repositories, cost),
  ]
  return `${sections.join('\n\n')}\n`
}

function introduction(repositories: readonly RepositoryEvidence[], scorer: string, author: string): string {
  const { candidates, rounds, kinds, maxCopyRatio, contextBytes, primerBytes } = OptimizationSettings.parse({})
  const files = repositories.flatMap((repository) => repository.files)
  const languages = new Set(files.map(({ language }) => language))
  return [
    '# Evidence',
    '',
    'Does search make true code more likely, and is the gain real? Written by `npm run bench -- evidence`; do not edit.',
    '',
    `**Whose numbers.** Thoughts are those of the embedded author (\`${author}\`), and every number is that of the embedded scorer`,
    `(\`${scorer}\`), an adaptive byte model without weights, unless it says otherwise; two others stand beside it below.`,
    'They show what the machinery does. What a language model gains has to be measured with one.',
    '',
    `**Sample.** ${files.length} files of ${repositories.length} repositories, in ${languages.size} languages: of each repository up to ${sample.files} source and`,
    `test files of ${sample.smallestBytes} to ${sample.largestBytes.toLocaleString('en')} bytes, drawn by a seed; ${sum(files, ({ steps }) => steps.length)} think steps.`,
    `**Search.** The defaults: ${candidates} candidates, ${rounds} rounds, one thought in the beam, ${kinds.join(', ')} in turn, copy ratio at most`,
    `${maxCopyRatio}, retained gain above 0, ${contextBytes.toLocaleString('en')} bytes of context (\`${contextPolicy}\`, \`${searchPolicy}\`) after up to`,
    `${primerBytes.toLocaleString('en')} bytes of the files already written, direct synthesis, seed 0.`,
    '',
    table(
      repositories.map(({ name, commit, files }) => ({
        repository: name,
        commit: `\`${commit.slice(0, 10)}\``,
        languages: [...new Set(files.map(({ language }) => language))].toSorted().join(', '),
        files: files.length,
        steps: sum(files, ({ steps }) => steps.length),
        bytes: sum(files, ({ bytes }) => bytes).toLocaleString('en'),
      })),
    ),
    '',
    '**To do it again:** `npm run bench -- evidence` fetches these commits; clones may be given as arguments. Speeds aside,',
    'the same commits and versions give the same page.',
  ].join('\n')
}
