import type { ModelAnswer, ModelRequest, Script } from '@/lib/llm/testing/model-server'

const delayMs = 30

/**
 * A model that takes its time and says the same whenever it is asked the same: it plans truly, thinks in one sentence, and
 * with tools writes its file and ends.
 */
export const steadyModel: Script = (request) => ({ ...answerTo(request), delayMs })

function answerTo({ messages, tools }: ModelRequest): ModelAnswer {
  const words = messages.map(({ content }) => content ?? '').join('\n')
  const files = filesIn(words)
  const path = files[0]?.path ?? ''
  const about = `For ${path} I keep to what it is for.`
  if (tools.length > 0) {
    const call = calls[messages.filter(({ role }) => role === 'tool').length] ?? { name: 'finish', arguments: {} }
    return { text: about, toolCalls: [call] }
  }
  if (words.includes('beginning and end'))
    return json({ thought: 'I begin.', requirements: ['It balances.'], closing: 'It fits.', summary: 'It is done.' })
  if (words.includes('entry of the plan'))
    return json({
      files: files.map((file) => ({ ...file, purpose: 'One part.', interface: 'A sum.', check: 'By eye.' })),
    })
  if (words.endsWith('Write the file.')) return json({ content: draftOf(path) })
  if (words.includes('Take a step back')) return json({ thought: 'I take a step back.' })
  return json({ next: about, task: about, read: about, write: about, debug: about })
}

/** Of an account that forgets the one before it. */
function draftOf(path: string): string {
  const index = /account-(\d+)/.exec(path)?.[1]
  if (index === undefined) return '# Ledger\n'
  const head = `/** The balance of account ${index} after a booking. */\nexport function balance${index}(amount: number): number {`
  return `${head}\n  return amount <= 0 ? 0 : amount\n}\n`
}

/** What it does with tools, one after the other. */
const calls = [
  { name: 'list_files', arguments: { path: '.' } },
  { name: 'read_file', arguments: { path: 'source/account-0.ts' } },
  { name: 'write_file', arguments: { content: '' } },
  { name: 'check', arguments: {} },
]

const json = (value: unknown): ModelAnswer => ({ text: JSON.stringify(value) })

function filesIn(words: string): { path: string; dependencies: string[] }[] {
  return words
    .split(/^Path: /m)
    .slice(1)
    .map((part) => {
      const uses = /^Uses:\n((?:- .*\n?)*)/m.exec(part)?.[1] ?? ''
      const dependencies = Array.from(uses.matchAll(/^- ([^\s,:]+)/gm), ([, used = '']) => used)
      return { path: part.split('\n')[0] ?? '', dependencies }
    })
}
