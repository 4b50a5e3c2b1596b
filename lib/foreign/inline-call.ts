import type { Json } from './json'

export type InlineCall = { thought: string; call: { name: string; given: Json } }

/**
 * The call in the words of an agent that calls no tools otherwise: `<function=…>` with its parameters, or the last fenced
 * block, which is a command. The thought is all the rest, nothing of it is lost. Undefined where there is no call.
 */
export function splitCall(words: string): InlineCall | undefined {
  return splitFunction(words) ?? splitFence(words)
}

const functionCall = /<function=([^>\n]+)>\n?([\s\S]*?)<\/function>/g
const parameter = /<parameter=([^>\n]+)>\n?([\s\S]*?)\n?<\/parameter>/g

function splitFunction(words: string): InlineCall | undefined {
  const found = [...words.matchAll(functionCall)].at(-1)
  if (!found) return undefined
  const [all, name = '', body = ''] = found
  const named = Object.fromEntries(Array.from(body.matchAll(parameter), ([, key = '', value = '']) => [key, value]))
  const rest = body.replaceAll(parameter, '').trim()
  const given = rest === '' ? named : { ...named, input: rest }
  return { thought: without(words, found.index, all.length), call: { name, given } }
}

const fence = /^```([\w-]*)[ \t]*\r?\n([\s\S]*?)^```[ \t]*$/gm

function splitFence(words: string): InlineCall | undefined {
  const found = [...words.matchAll(fence)].at(-1)
  if (!found) return undefined
  const [all, language = '', command = ''] = found
  return { thought: without(words, found.index, all.length), call: { name: language || 'bash', given: { command } } }
}

function without(words: string, start: number, length: number): string {
  return `${words.slice(0, start).trimEnd()}\n${words.slice(start + length).trimStart()}`.trim()
}
