import { maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import { entryCopyRatio } from '@/lib/trajectory/originality'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import { checkWords } from './check-words'
import type { Coverage } from './coverage'
import type { FileFacts } from './facts'
import { type FilePurpose, filePurpose, isTest, mainSymbol, offered, purposeSentence, titleOf } from './file-words'
import { interfaceWords } from './interface-words'
import { code, codes, quantity, sentence } from './phrase'
import type { Detail } from './symbol-words'
import { openVoice, type Voice } from './voice'

/** Plan entries and tasks are seen before any thought: they take no more of a file's documentation than this. */
export const planDetail: Detail = { docWords: 7, names: 5, parameters: true, relations: true, members: true }

/** Less and less of a file's documentation and names, for entries that give away too much of it. */
const levels = [
  { docWords: planDetail.docWords, names: 4 },
  { docWords: 0, names: 4 },
  { docWords: 0, names: 2 },
  { docWords: 0, names: 0 },
]

/** What the plan says of a file: never more of its content than a thought may say. */
export function planEntry(file: FileFacts, content: string, coverage: Coverage | undefined, seed: number): PlanEntry {
  const voiceOf = (part: string) => openVoice(file.order, seed, part, file.path)
  const dependencies = file.needs.filter((need) => need.isWritten).map((need) => need.path)
  for (const { docWords, names } of levels) {
    const purpose = rolePurpose(file, { ...planDetail, docWords }, voiceOf('plan'))
    const entry = {
      path: file.path,
      purpose: sentence(purpose.isClause ? purposeSentence('it', purpose) : purpose.text),
      interface: sentence(interfaceWords(file, names, voiceOf('interface'))),
      check: sentence(checkWords(file, coverage, names, voiceOf('check'))),
      dependencies,
    }
    if (entryCopyRatio(content, entry) <= maxCopyRatio) return entry
  }
  return { ...lastResort, path: file.path, dependencies }
}

/** Where the names of many symbols are all that is known, the interface tells them: the purpose is then whom they serve. */
function rolePurpose(file: FileFacts, detail: Detail, voice: Voice): FilePurpose {
  const purpose = filePurpose(file, detail, voice)
  const symbols = offered(file)
  const isNamed = symbols.slice(0, 2).every(({ name }) => purpose.text.includes(code(name)))
  if (symbols.length < 2 || !isNamed || isTest(file) || mainSymbol(symbols)) return purpose
  const users = file.usedBy.filter((use) => !use.isTest).map(({ path }) => path)
  const title = titleOf(file.path)
  const whom = users.length > 2 ? quantity(users.length, 'file') : codes(users)
  const need = users.length === 1 ? 'needs' : 'need'
  const text = voice.inTurn(
    users.length === 0
      ? [`the part that deals with ${title}`, `all that concerns ${title}`]
      : [
          `the part that deals with ${title}, for ${whom}`,
          `all that ${whom} ${need} in matters of ${title}`,
          `where ${whom} ${users.length === 1 ? 'finds' : 'find'} what has to do with ${title}`,
        ],
  )
  return { text, isClause: false }
}

/** Too short to copy anything. */
const lastResort = { purpose: 'One part of the whole.', interface: 'What its name says.', check: 'By eye.' }
