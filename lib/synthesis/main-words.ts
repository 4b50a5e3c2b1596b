import type { FileFacts, ProjectFacts } from './facts'
import { filePurpose, offered, purposeSentence } from './file-words'
import { code, codes, enumerate, quantity, sentence, spelled } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import { type Detail, takenWords } from './symbol-words'

/** The main run's first thought: what is asked, what it is made of, what has to come early. */
export function requirementsThought(project: ProjectFacts, random: Random): string {
  const name = code(project.name)
  const opening = [
    `before anything is written I want to see ${name} as a whole`,
    `first I have to understand what ${name} needs`,
    `let me think ${name} through before I plan it`,
  ] as const
  const parts = [random.pick(opening), sizeWords(project), foldersWords(project), centralWords(project, random)]
  const packages = project.packages.slice(0, 6).map((used) => used.name)
  if (packages.length > 0)
    parts.push(
      random.pick([`from outside I will need ${codes(packages)}`, `it leans on ${codes(packages)} from outside`]),
    )
  if (project.hasCycles)
    parts.push(
      'some files use each other in a ring; there I write the one with the fewest open ends first and rely on names alone for the rest',
    )
  if (project.entries.length > 0) parts.push(`people will come in through ${codes(project.entries, 4)}`)
  if (project.tests.length > 0)
    parts.push(`each test follows what it tests, ${quantity(project.tests.length, 'test file')} in all`)
  parts.push(
    random.pick([
      'so who uses whom settles the order, and each file can read what it needs',
      'I will order the files so that each one finds what it uses already written',
    ]),
  )
  return parts
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ')
}

function sizeWords(project: ProjectFacts): string {
  const size =
    project.files <= 12 ? 'small' : project.files <= 80 ? 'manageable' : project.files <= 500 ? 'large' : 'very large'
  const languages = project.languages.slice(0, 3).map(({ name, files }) => `${quantity(files, 'file')} of ${name}`)
  const kinds = languages.length > 0 ? `, ${enumerate(languages)} among them` : ''
  return `it is a ${size} piece of work: ${quantity(project.files, 'file')}${project.files > 1 ? kinds : ''}`
}

function foldersWords(project: ProjectFacts): string {
  const named = project.folders.filter((folder) => folder.name !== '').sort((a, b) => b.files - a.files)
  if (named.length < 2) return ''
  const listed = named.slice(0, 5).map((folder) => `${code(`${folder.name}/`)} with ${quantity(folder.files, 'file')}`)
  return `most of it falls into ${enumerate(listed)}`
}

function centralWords(project: ProjectFacts, random: Random): string {
  const paths = project.central.slice(0, 4).map(({ path }) => path)
  if (paths.length === 0) return ''
  if (paths.length === 1) return `${codes(paths)} carries the rest and goes first`
  return random.pick([
    `the pieces that others stand on have to come early: ${codes(paths)}`,
    `a few files carry the rest, above all ${codes(paths)}; they go first`,
  ])
}

export function requirementsOf(project: ProjectFacts): string[] {
  const { languages, entries, tests, documents, packages, scripts } = project
  const main = languages.slice(0, 3).map(({ name }) => name)
  const list = [`provide ${project.name}${main.length > 0 ? `, written in ${enumerate(main)}` : ''}`]
  if (entries.length > 0)
    list.push(`offer ${entries.length === 1 ? 'one way' : `${spelled(entries.length)} ways`} in: ${codes(entries, 6)}`)
  if (packages.length > 0)
    list.push(
      `let the code depend on nothing from outside but ${codes(
        packages.map(({ name }) => name),
        12,
      )}`,
    )
  if (scripts.length > 0) list.push(`give the routine tasks names: ${codes(scripts, 10)}`)
  if (tests.length > 0) list.push(`test what matters, in ${quantity(tests.length, 'file')}`)
  if (documents.length > 0) list.push(`document it in ${codes(documents, 5)}`)
  const topics = readmeTopics(project)
  if (topics.length > 2) list.push(`cover what the README speaks of: ${enumerate(topics)}`)
  return list.map(sentence)
}

const everywhere =
  /^(?:licen[cs]e|(?:table of )?contents|related|maintainers?|contribut\w+|sponsors?|install\w*|badges?|usage|api|options?|faq|links?|community|support|credits|authors?|team|donate|changelog)$/i

function readmeTopics(project: ProjectFacts): string[] {
  return project.sections
    .filter(
      (section) =>
        section.length > 3 &&
        !everywhere.test(section) &&
        !/[()[\].]/.test(section) &&
        section.toLowerCase() !== project.name.toLowerCase(),
    )
    .slice(0, 8)
}

/** Why this file is next. */
export function nextThought(
  file: FileFacts,
  previous: FileFacts | null,
  project: ProjectFacts,
  detail: Detail,
  random: Random,
): string {
  const written = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  const open = file.needs.filter((need) => !need.isWritten).map((need) => need.path)
  const parts = [reasonWords(file, previous, written, random)]
  if (open.length > 0) parts.push(`it shares a ring with ${codes(open, 3)} and has the fewest open ends`)
  parts.push(
    purposeSentence(random.pick(['it', 'the file']), filePurpose(file, detail, random)).replace(
      /^(?:it|the file): /,
      random.pick(['what it is: ', 'its place in the plan: ', 'I see it as ']),
    ),
  )
  const users = file.usedBy.length
  if (users > 1 && project.files > 3)
    parts.push(
      random.pick([
        `${quantity(users, 'file')} will wait for it`,
        `${quantity(users, 'other file')} can follow from there`,
      ]),
    )
  return parts.map(sentence).join(' ')
}

function reasonWords(file: FileFacts, previous: FileFacts | null, written: string[], random: Random): string {
  const path = code(file.path)
  if (previous === null)
    return `I begin with ${path}${written.length === 0 ? ', which needs nothing else from the repository' : ''}`
  if (written.includes(previous.path))
    return random.pick([
      `with ${code(previous.path)} in place, ${path} can follow`,
      `${path} builds on ${code(previous.path)}, which has just been written`,
    ])
  if (written.length > 0)
    return random.pick([
      `what ${path} needs exists by now: ${codes(written, 4)}`,
      `${path} is ready to be written, since ${codes(written, 4)} ${written.length === 1 ? 'is' : 'are'} there`,
    ])
  return random.pick([
    `${path} stands on its own, so it can come now`,
    `next is ${path}, which uses nothing else here`,
    `nothing holds back ${path}`,
  ])
}

/** The words with which a file is handed to its sub-agent. */
export function taskWords(file: FileFacts, detail: Detail, random: Random): string {
  const purpose = filePurpose(file, detail, random)
  const path = code(file.path)
  const parts = purpose.isClause ? [`write ${path}`, `it ${purpose.text}`] : [`write ${path}: ${purpose.text}`]
  const written = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  if (written.length > 0) parts.push(`it builds on ${codes(written, 6)}`)
  const names = offered(file).map((symbol) => symbol.name)
  if (names.length > 1 && file.role !== 'test') parts.push(`others will look for ${codes(names, 6)}`)
  return parts.map(sentence).join(' ')
}

/** Before the reads: what to look at, and what for. */
export function readThought(file: FileFacts, readings: Reading[], detail: Detail, random: Random): string {
  const path = code(file.path)
  const wanted = readings.map((reading) => takenWords(reading.need.taken, reading.need.offers, detail, random))
  const [only] = readings
  if (readings.length === 1 && only) {
    const [names] = wanted
    return random.pick([
      `Before I write ${path} I look at ${code(only.path)}${names ? `: I need ${names}` : ''}.`,
      `${path} rests on ${code(only.path)}${names ? `, from which it takes ${names}` : ''}. I read that first.`,
    ])
  }
  const opening = random.pick([
    `Before I write ${path} there ${readings.length === 1 ? 'is one file' : `are ${quantity(readings.length, 'file')}`} to look at, nearest first:`,
    `${path} has to fit what exists, so I read, nearest first:`,
  ])
  const lines = readings.map(({ path: read, lines: part }, index) => {
    const range = part ? `, lines ${part.start} to ${part.end}` : ''
    return `- ${code(read)}${range}${wanted[index] ? `, for ${wanted[index]}` : ''}`
  })
  return [opening, ...lines].join('\n')
}

export function finishThought(project: ProjectFacts, random: Random): string {
  const all = project.files === 1 ? 'the one file' : `all ${quantity(project.files, 'file')}`
  return [
    random.pick([
      `${all} of the plan ${project.files === 1 ? 'is' : 'are'} written`,
      `the plan is worked off: ${all}, each after what it uses`,
    ]),
    random.pick(['nothing is left open, so I can hand it over', 'every file found what it needed when its turn came']),
  ]
    .map(sentence)
    .join(' ')
}

export function summaryWords(project: ProjectFacts): string {
  const parts = [`${code(project.name)} is written: ${quantity(project.files, 'file')}`]
  if (project.entries.length > 0) parts.push(`begin at ${codes(project.entries, 3)}`)
  if (project.tests.length > 0) parts.push(`the tests are in ${codes(project.tests, 3)}`)
  return parts.map(sentence).join(' ')
}
