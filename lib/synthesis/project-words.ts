import { countWords, docWords } from './doc-words'
import { symbolDoc } from './doc-worth'
import { code, codes, enumerate, quantity, sentence, spelled } from './phrase'
import type { ProjectFacts } from './project-facts'
import type { Voice } from './voice'

/**
 * The main run's first thought: what is asked, in at most `most` words, what it is made of, what has to come early, what
 * will be hard. Without words for what is asked, packages are not named either: a manifest may be little more than those.
 */
export function requirementsThought(project: ProjectFacts, voice: Voice, most = 24): string {
  const paragraphs = [
    [askedWords(project, most, voice), partWords(project, voice), sizeWords(project), foldersWords(project)],
    [
      centralWords(project, voice),
      effortWords(project, voice),
      ringWords(project),
      most > 0 ? outsideWords(project, voice) : '',
    ],
    [entryWords(project), testWords(project), orderWords(voice)],
  ]
  return paragraphs
    .map((parts) =>
      parts
        .filter((part) => part !== '')
        .map(sentence)
        .join(' '),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

/** What it is, from the description that the request gives. */
function askedWords({ name, description, introduction }: ProjectFacts, most: number, voice: Voice): string {
  const what = [description, introduction]
    .flatMap((text) => (text ? [docWords(symbolDoc(text, nameIn(text, name)) ?? '', most)] : []))
    .find((said) => said && countWords(said.text) > 2)
  if (!what)
    return voice.pick([
      `before anything is written I want to see ${code(name)} as a whole`,
      `first I have to understand what ${code(name)} needs`,
      `let me think ${code(name)} through before I plan it`,
    ])
  if (what.isAct)
    return voice.pick([`${code(name)} has to ${what.text}`, `what is asked for is ${code(name)}, to ${what.text}`])
  return voice.pick([
    `what is asked for, in short: ${what.text}`,
    `the request comes down to this: ${what.text}`,
    `this is what I am to build: ${what.text}`,
  ])
}

/** Of a window: which part it is, and that what it stands on is there. */
function partWords({ name, window, given }: ProjectFacts, voice: Voice): string {
  if (window === null) return ''
  const part = code(window)
  const ground =
    given.length > 0
      ? `; ${quantity(given.length, 'file')} that it uses ${given.length === 1 ? 'is' : 'are'} there already`
      : ''
  return voice.pick([
    `my part of ${code(name)} is ${part}${ground}`,
    `of that, only ${part} is mine to write${ground}`,
    `here it is about ${part} alone${ground}`,
  ])
}

/** The name of the project as a text begins with it: "Cobra" for `cobra`, "Slim" for `slim/slim`. */
function nameIn(text: string, name: string): string {
  const [first = ''] = text.trim().split(/\s+/)
  return first.toLowerCase() === name.replace(/^.*\//, '').toLowerCase() ? first : name
}

function sizeWords(project: ProjectFacts): string {
  const size =
    project.files <= 12 ? 'small' : project.files <= 80 ? 'manageable' : project.files <= 500 ? 'large' : 'very large'
  const languages = project.languages.slice(0, 3).map(({ name, files }) => `${spelled(files)} of ${name}`)
  const kinds = languages.length > 0 ? `, ${enumerate(languages)}` : ''
  return `it is a ${size} piece of work: ${quantity(project.files, 'file')}${project.files > 1 ? kinds : ''}`
}

function foldersWords(project: ProjectFacts): string {
  const named = project.folders
    .filter((folder) => folder.name !== '' && folder.files > 1)
    .sort((a, b) => b.files - a.files)
  if (named.length < 2) return ''
  const listed = named.slice(0, 4).map((folder) => `${code(`${folder.name}/`)} with ${quantity(folder.files, 'file')}`)
  return `most of it falls into ${enumerate(listed)}`
}

function centralWords(project: ProjectFacts, voice: Voice): string {
  const paths = project.central.slice(0, 4).map(({ path }) => path)
  const [most] = project.central
  if (!most) return ''
  if (paths.length === 1) return `${codes(paths)} carries the rest and goes first`
  const users = quantity(most.users, 'file')
  return voice.pick([
    `the pieces that others stand on have to come early: ${codes(paths)}. On the first alone ${users} will build`,
    `a few files carry the rest, above all ${code(most.path)}, which ${users} will use; then ${codes(paths.slice(1))}`,
  ])
}

function effortWords({ largest }: ProjectFacts, voice: Voice): string {
  if (largest.length === 0) return ''
  return voice.pick([
    `the bulk of the work will be in ${codes(largest)}`,
    `${codes(largest)} will take most of the care`,
  ])
}

function ringWords({ hasCycles }: ProjectFacts): string {
  if (!hasCycles) return ''
  return 'some files use each other in a ring; there I write the one with the fewest open ends first and rely on names alone for the rest'
}

function outsideWords({ packages }: ProjectFacts, voice: Voice): string {
  const names = packages.slice(0, 6).map((used) => used.name)
  const [first] = packages
  if (!first) return 'the code needs no package from outside'
  const most =
    first.files > 2 ? `; ${code(first.name)} is the one that counts, in ${quantity(first.files, 'file')}` : ''
  return voice.pick([
    `from outside I will need ${codes(names)}${most}`,
    `what comes from outside: ${codes(names)}${most}`,
  ])
}

function entryWords({ entries }: ProjectFacts): string {
  return entries.length > 0 ? `people will come in through ${codes(entries, 4)}` : ''
}

function testWords({ tests }: ProjectFacts): string {
  if (tests.length === 0) return 'there are no tests to write, so every file has to be right by reading'
  return `each test follows what it tests, ${quantity(tests.length, 'file')} in all; they are how I will know that it works`
}

function orderWords(voice: Voice): string {
  return voice.pick([
    'so who uses whom settles the order, and each file can read what it needs',
    'I will order the files so that each one finds what it uses already written',
  ])
}

/** What the work is about: everything, or one part of it. */
function subjectOf({ name, window }: ProjectFacts, quoted = (text: string) => text): string {
  return window === null ? quoted(name) : `the part ${code(window)} of ${quoted(name)}`
}

export function requirementsOf(project: ProjectFacts): string[] {
  const { languages, entries, tests, documents, packages, scripts } = project
  const main = languages.slice(0, 3).map(({ name }) => name)
  const list = [`provide ${subjectOf(project)}${main.length > 0 ? `, written in ${enumerate(main)}` : ''}`]
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
  /^(?:licen[cs]e|(?:table of )?contents|related|maintainers?|contribut\w+|(?:\w+ )?sponsors?|install\w*|badges?|usage|api|options?|faq|links?|community|support|credits|authors?|team|donate|change ?log|overview|getting started|quick ?start|introduction|about|docs|documentation|examples?|security|tests?|learn more|for enterprise|code of conduct)$/i

function readmeTopics(project: ProjectFacts): string[] {
  return project.sections
    .map((section) => section.replace(/\p{Extended_Pictographic}\ufe0f?/gu, '').trim())
    .filter(
      (section) =>
        section.length > 3 &&
        /^\p{Lu}|\s/u.test(section) &&
        section.length < 50 &&
        !everywhere.test(section) &&
        !/[()[\].!,]|:$/.test(section) &&
        section.toLowerCase() !== project.name.toLowerCase(),
    )
    .slice(0, 8)
}

export function finishThought(project: ProjectFacts, voice: Voice): string {
  const all = project.files === 1 ? 'the one file' : `all ${quantity(project.files, 'file')}`
  const [central] = project.central
  const tests = project.tests.length
  return [
    voice.pick([
      `${all} of the plan ${project.files === 1 ? 'is' : 'are'} written`,
      `the plan is worked off: ${all}, each after what it uses`,
    ]),
    project.hasCycles
      ? 'the files that use each other only counted on names at first; those names are there now'
      : 'every file found what it needed when its turn came',
    tests > 0 && central
      ? `${quantity(tests, 'test file')} ${tests === 1 ? 'stands' : 'stand'} ready to check it; if one fails, ${code(central.path)} is where I would look first, since most depends on it`
      : '',
  ]
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ')
}

export function summaryWords(project: ProjectFacts): string {
  const parts = [`${subjectOf(project, code)} is written: ${quantity(project.files, 'file')}`]
  if (project.entries.length > 0) parts.push(`begin at ${codes(project.entries, 3)}`)
  const folders = project.tests.map((path) => path.replace(/\/.*$/, '/'))
  const places = [...new Set(folders.filter((folder) => folder.endsWith('/')))]
  if (project.tests.length > 3 && places.length > 0 && places.length < 4)
    parts.push(`the tests, ${quantity(project.tests.length, 'file')}, are under ${codes(places)}`)
  else if (project.tests.length > 6) parts.push(`${quantity(project.tests.length, 'test file')} are among them`)
  else if (project.tests.length > 0) parts.push(`the tests are in ${codes(project.tests, 3)}`)
  return parts.map(sentence).join(' ')
}
