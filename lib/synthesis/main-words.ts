import type { FileFacts, ProjectFacts } from './facts'
import { filePurpose, isTest, knownForm, offered, tested } from './file-words'
import { code, codes, quantity, sentence } from './phrase'
import type { Reading } from './reading'
import { type Detail, takenWords } from './symbol-words'
import type { Voice } from './voice'

/** Why this file is next, and what hangs on it. */
export function nextThought(file: FileFacts, previous: FileFacts | null, project: ProjectFacts, voice: Voice): string {
  const written = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  const open = file.needs.filter((need) => !need.isWritten).map((need) => need.path)
  const parts = [reasonWords(file, previous, written, voice)]
  if (open.length > 0)
    parts.push(
      voice.inTurn([
        `it shares a ring with ${codes(open, 3)} and has the fewest open ends`,
        `${codes(open, 3)} still ${open.length === 1 ? 'has' : 'have'} to follow: they use each other, so one must go first`,
      ]),
    )
  parts.push(stakeWords(file, project, voice))
  return parts
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ')
}

function reasonWords(file: FileFacts, previous: FileFacts | null, written: string[], voice: Voice): string {
  const path = code(file.path)
  if (previous === null)
    return `I begin with ${path}${file.needs.length === 0 ? ', which needs nothing else from the repository' : ''}`
  if (file.role === 'test' && previous.role !== 'test' && written.length > 0)
    return `I turn to the tests with ${path}, now that ${codes(written, 3)} can be tried`
  if (written.includes(previous.path))
    return voice.inTurn([
      `with ${code(previous.path)} in place, ${path} can follow`,
      `${path} builds on ${code(previous.path)}, which has just been written`,
      `${code(previous.path)} was the last thing that ${path} waited for`,
      `having ${code(previous.path)}, I can go on to ${path}`,
    ])
  if (written.length > 0)
    return voice.inTurn([
      `what ${path} needs exists by now: ${codes(written, 4)}`,
      `${path} is ready to be written, since ${codes(written, 4)} ${written.length === 1 ? 'is' : 'are'} there`,
      `${codes(written, 4)} ${written.length === 1 ? 'is' : 'are'} done, so nothing holds back ${path}`,
      `now ${path}, which stands on ${codes(written, 4)}`,
    ])
  const folder = folderOf(file.path)
  if (folder !== '' && folder === folderOf(previous.path))
    return voice.inTurn([
      `I stay in ${code(`${folder}/`)} and go on with ${path}`,
      `${path} lies next to it and needs nothing else`,
      `in the same folder ${path} is free to be written`,
      `beside that, ${path} can come now`,
      `the neighbour ${path} depends on nothing either`,
    ])
  return voice.inTurn([
    `${path} stands on its own, so it can come now`,
    `next is ${path}, which uses nothing else here`,
    `nothing holds back ${path}`,
    `${path} asks for no other file, so its turn can be now`,
    `there is nothing to wait for with ${path}`,
  ])
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

/** Who waits for it and what for. */
function stakeWords(file: FileFacts, project: ProjectFacts, voice: Voice): string {
  const users = file.usedBy
  if (isTest(file)) {
    const subjects = tested(file)
    const about = subjects.length > 0 ? codes(subjects, 3) : ''
    return about && voice.inTurn([`it is about ${about}`, `its subject: ${about}`, `what it guards: ${about}`])
  }
  if (users.length === 0 || project.files < 4) return ''
  const names = [...new Set(users.flatMap((use) => use.names))].filter((name) =>
    file.symbols.some((symbol) => symbol.name === name),
  )
  const [first] = users
  const what = names.length > 0 ? codes(names, 3) : 'it'
  if (users.length === 1)
    return voice.inTurn([
      `${code(first?.path ?? '')} will ask for ${what}`,
      `it is wanted by ${code(first?.path ?? '')}`,
      `after it, ${code(first?.path ?? '')} has one open end less`,
    ])
  return voice.inTurn([
    `${quantity(users.length, 'file')} will wait for ${what}`,
    `${quantity(users.length, 'other file')} can follow from there, ${code(first?.path ?? '')} among them`,
    `the sooner ${what} ${names.length > 1 ? 'exist' : 'exists'} the better: ${quantity(users.length, 'file')} will need ${names.length > 1 ? 'them' : 'it'}`,
    names.length > 0
      ? `what ${quantity(users.length, 'file')} will take from it: ${what}`
      : `${quantity(users.length, 'file')} depend on it, so it has to be right at once`,
  ])
}

/** The words with which a file is handed to its sub-agent. */
export function taskWords(file: FileFacts, detail: Detail, voice: Voice): string {
  const purpose = filePurpose(file, detail, voice)
  const path = code(file.path)
  const known = knownForm(file)
  const parts = known
    ? [`write ${path}, ${known.noun}`]
    : purpose.isClause
      ? [`write ${path}`, `it ${purpose.text}`]
      : [`write ${path}: ${purpose.text}`]
  const written = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  const wants = codes(written, 6)
  if (written.length > 0)
    parts.push(voice.inTurn([`it builds on ${wants}`, `use what is there: ${wants}`, `you can rely on ${wants}`]))
  const names = offered(file).map((symbol) => symbol.name)
  if (names.length > 1 && file.role !== 'test' && !namesIn(purpose.text, names))
    parts.push(voice.inTurn([`others will look for ${codes(names, 6)}`, `it has to offer ${codes(names, 6)}`]))
  return parts.map(sentence).join(' ')
}

/** Whether a text has named them already, all or as many as it names of any. */
function namesIn(text: string, names: string[]): boolean {
  return names.slice(0, 3).every((name) => text.includes(code(name)))
}

/** Before the reads: what to look at, and what for. */
export function readThought(file: FileFacts, readings: Reading[], detail: Detail, voice: Voice): string {
  const path = code(file.path)
  const wanted = readings.map((reading) => takenWords(reading.need.taken, reading.need.offers, detail))
  const [only] = readings
  if (readings.length === 1 && only) {
    const read = code(only.path)
    const [names] = wanted
    if (!names)
      return voice.inTurn([
        `Before I write ${path} I look at ${read}.`,
        `${path} has to go together with ${read}, so I read that first.`,
        `I want to have ${read} before my eyes for ${path}.`,
      ])
    return voice.inTurn([
      `Before I write ${path} I look at ${read}: I need ${names}.`,
      `${path} rests on ${read}, from which it takes ${names}. I read that first.`,
      `First a look at ${read}, since ${path} needs ${names}.`,
      `How ${names} ${only.need.taken.length === 1 ? 'is' : 'are'} meant to be used I find in ${read}.`,
    ])
  }
  const number = quantity(readings.length, 'file')
  const opening = voice.inTurn([
    `Before I write ${path} there are ${number} to look at, nearest first:`,
    `${path} has to fit what exists, so I read, nearest first:`,
    `I do not want to guess what ${path} can use:`,
    `For ${path} I look up what ${number} have to give:`,
  ])
  const lines = readings.map(({ path: read, lines: part }, index) => {
    const range = part ? `, lines ${part.start} to ${part.end}` : ''
    return `- ${code(read)}${range}${wanted[index] ? `, for ${wanted[index]}` : ''}.`
  })
  const known = new Set(readings.map((reading) => reading.path))
  const trusted = file.needs.filter((need) => need.isWritten && !known.has(need.path)).map((need) => need.path)
  const rest = trusted.length > 0 ? [`\n${sentence(`I take on trust ${codes(trusted, 3)}`)}`] : []
  return [opening, ...lines, ...rest].join('\n')
}
