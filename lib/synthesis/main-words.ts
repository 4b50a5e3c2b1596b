import type { FileFacts, ProjectFacts } from './facts'
import { filePurpose, offered } from './file-words'
import { code, codes, enumerate, quantity, sentence, spelled } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import { type Detail, takenWords } from './symbol-words'

/** The main run's first thought: what is asked, what it is made of, where the risk lies. */
export function requirementsThought(project: ProjectFacts, random: Random): string[] {
  const { folders, central, tests, entries, packages } = project
  const size =
    project.files <= 8 ? 'small' : project.files <= 60 ? 'manageable' : project.files <= 400 ? 'large' : 'very large'
  const parts = [
    sentence(
      random.pick([
        `before anything is written I want to see ${code(project.name)} as a whole`,
        `first I have to understand what ${code(project.name)} needs`,
        `let me think about ${code(project.name)} before I plan it`,
      ]),
    ),
  ]
  const languages = project.languages.slice(0, 4).map(({ name, files }) => `${name} (${quantity(files, 'file')})`)
  parts.push(
    sentence(
      `it is ${size === 'small' ? 'a small' : `a ${size}`} piece of work: ${quantity(project.files, 'file')}, ${enumerate(languages)}`,
    ),
  )
  const named = folders.filter((folder) => folder.name !== '')
  if (named.length > 1)
    parts.push(
      sentence(
        `most of it falls into ${enumerate(
          named
            .sort((a, b) => b.files - a.files)
            .slice(0, 5)
            .map((folder) => `${code(`${folder.name}/`)} with ${quantity(folder.files, 'file')}`),
        )}`,
      ),
    )
  if (central.length > 0)
    parts.push(
      sentence(
        random.pick([
          `the pieces that others stand on have to come early: ${codes(central.slice(0, 5).map(({ path }) => path))}`,
          `a few files carry the rest, above all ${codes(central.slice(0, 4).map(({ path }) => path))}; they go first`,
        ]),
      ),
    )
  if (packages.length > 0)
    parts.push(
      sentence(
        random.pick([
          `from outside I will need ${codes(packages.slice(0, 6).map(({ name }) => name))}`,
          `the work leans on ${codes(packages.slice(0, 6).map(({ name }) => name))} from outside`,
        ]),
      ),
    )
  if (project.hasCycles)
    parts.push(
      'Some files use each other in a ring. There I write the one with the fewest open ends first and rely on names alone for the rest.',
    )
  if (entries.length > 0) parts.push(sentence(`people will come in through ${codes(entries.slice(0, 4))}`))
  if (tests.length > 0)
    parts.push(sentence(`each test follows what it tests, ${quantity(tests.length, 'test file')} in all`))
  parts.push(
    sentence(
      random.pick([
        'so the order is settled by who uses whom, and each file can read what it needs',
        'I will order the files so that each one finds what it uses already written',
      ]),
    ),
  )
  return parts
}

export function requirementsOf(project: ProjectFacts): string[] {
  const { languages, entries, tests, documents, packages, scripts, sections } = project
  const list: string[] = []
  const main = languages.filter((language) => language.name !== 'plain text').slice(0, 3)
  list.push(
    sentence(
      `provide ${project.name}${main.length > 0 ? `, written in ${enumerate(main.map(({ name }) => name))}` : ''}`,
    ),
  )
  if (entries.length > 0)
    list.push(
      sentence(
        `offer ${entries.length === 1 ? 'one way' : `${spelled(entries.length)} ways`} in: ${codes(entries.slice(0, 6))}`,
      ),
    )
  if (packages.length > 0)
    list.push(
      sentence(
        `depend on nothing from outside but ${codes(
          packages.slice(0, 12).map(({ name }) => name),
          12,
        )}`,
      ),
    )
  if (scripts.length > 0) list.push(sentence(`give the routine tasks names: ${codes(scripts.slice(0, 10), 10)}`))
  if (tests.length > 0) list.push(sentence(`test what matters, in ${quantity(tests.length, 'file')}`))
  if (documents.length > 0) list.push(sentence(`document it in ${codes(documents.slice(0, 5), 5)}`))
  const topics = sections
    .filter(
      (section) =>
        !/^(?:licen[cs]e|table of contents|contents|related|maintainers?|contribut\w+|sponsors?|install\w*|badges?)$/i.test(
          section,
        ),
    )
    .slice(0, 8)
  if (topics.length > 2)
    list.push(
      sentence(
        `cover what the README speaks of: ${topics
          .map((topic) => topic.replace(/\(.*$/, '').trim())
          .filter((topic) => topic !== '')
          .join(', ')}`,
      ),
    )
  return list
}

/** Why this file is next. */
export function nextThought(
  file: FileFacts,
  previous: FileFacts | null,
  project: ProjectFacts,
  detail: Detail,
  random: Random,
): string[] {
  const written = file.needs.filter((need) => need.isWritten)
  const open = file.needs.filter((need) => !need.isWritten)
  const path = code(file.path)
  const parts: string[] = []
  if (previous && written.some((need) => need.path === previous.path))
    parts.push(
      random.pick([
        `With ${code(previous.path)} in place, ${path} can follow.`,
        `${path} builds on ${code(previous.path)}, which has just been written.`,
      ]),
    )
  else if (written.length > 0)
    parts.push(
      sentence(
        random.pick([
          `what ${path} needs exists by now: ${codes(
            written.map((need) => need.path),
            4,
          )}`,
          `${path} is ready to be written, since ${codes(
            written.map((need) => need.path),
            4,
          )} ${written.length === 1 ? 'is' : 'are'} there`,
        ]),
      ),
    )
  else if (previous === null) parts.push(`I begin with ${path}: it needs nothing else from the repository.`)
  else
    parts.push(
      random.pick([
        `${path} stands on its own, so it can come now.`,
        `Next is ${path}, which uses nothing else here.`,
        `Nothing holds back ${path}.`,
      ]),
    )
  if (open.length > 0)
    parts.push(
      sentence(
        `it shares a ring with ${codes(
          open.map((need) => need.path),
          3,
        )}, and has the fewest open ends`,
      ),
    )
  const purpose = filePurpose(file, detail, random)
  parts.push(
    sentence(
      /^(?:holds|defines|provides|gathers|puts|pins|checks|is there)\b/.test(purpose)
        ? `it ${purpose}`
        : random.pick([`what it is: ${purpose}`, `its place in the plan: ${purpose}`]),
    ),
  )
  const users = file.usedBy.length
  if (users > 1 && project.files > 3)
    parts.push(
      random.pick([
        `${sentence(quantity(users, 'file')).slice(0, -1)} will wait for it.`,
        `It unlocks ${quantity(users, 'other file')}.`,
      ]),
    )
  return [parts.join(' ')]
}

export function taskWords(file: FileFacts, detail: Detail, random: Random): string {
  const names = offered(file).map((symbol) => symbol.name)
  const purpose = filePurpose(file, detail, random)
  const parts = [
    `Write ${code(file.path)}.`,
    sentence(
      /^(?:holds|defines|provides|gathers|puts|pins|checks|is there)\b/.test(purpose)
        ? `it ${purpose}`
        : `purpose: ${purpose}`,
    ),
  ]
  const written = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  if (written.length > 0) parts.push(sentence(`it builds on ${codes(written, 6)}`))
  if (names.length > 0 && file.role !== 'test') parts.push(sentence(`others will look for ${codes(names, 6)}`))
  return parts.join(' ')
}

/** Before the reads: what to look at, and what for. */
export function readThought(file: FileFacts, readings: Reading[], detail: Detail, random: Random): string[] {
  const [only] = readings
  if (readings.length === 1 && only) {
    const names = wanted(only, detail, random)
    return [
      random.pick([
        `Before I write ${code(file.path)} I look at ${code(only.path)}${names ? `: I need ${names}` : ''}.`,
        `${code(file.path)} rests on ${code(only.path)}${names ? `, from which it takes ${names}` : ''}. I read that first.`,
      ]),
    ]
  }
  const opening = random.pick([
    `${sentence(quantity(readings.length, 'file')).slice(0, -1)} to look at before I write ${code(file.path)}, nearest first:`,
    `${code(file.path)} has to fit what exists, so I read, nearest first:`,
  ])
  const lines = readings.map((reading) => {
    const names = wanted(reading, detail, random)
    const part = reading.lines ? `, lines ${reading.lines.start} to ${reading.lines.end}` : ''
    return `- ${code(reading.path)}${part}${names ? `, for ${names}` : ''}`
  })
  return [[opening, ...lines].join('\n')]
}

function wanted(reading: Reading, detail: Detail, random: Random): string {
  const names = reading.need.taken.slice(0, detail.names)
  return enumerate(names.map((taken) => takenWords(taken, detail, random)))
}

export function finishThought(project: ProjectFacts, random: Random): string[] {
  return [
    sentence(
      random.pick([
        `all ${quantity(project.files, 'file')} of the plan ${project.files === 1 ? 'is' : 'are'} written`,
        `the plan is worked off: ${quantity(project.files, 'file')}, each after what it uses`,
      ]),
    ),
    random.pick([
      'Nothing is left open, so I can hand it over.',
      'Every file found what it needed when its turn came; the work is complete.',
    ]),
  ]
}

export function summaryWords(project: ProjectFacts): string {
  const parts = [`${sentence(`${code(project.name)} is written: ${quantity(project.files, 'file')}`)}`]
  if (project.entries.length > 0) parts.push(sentence(`begin at ${codes(project.entries.slice(0, 3))}`))
  if (project.tests.length > 0)
    parts.push(
      sentence(
        `the tests are in ${codes(project.tests.slice(0, 3), 3)}${project.tests.length > 3 ? ' and beside them' : ''}`,
      ),
    )
  return parts.join(' ')
}
