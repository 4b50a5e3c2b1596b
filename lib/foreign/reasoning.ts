import { asList, asRecord, asText, type Json, textOf } from './json'
import type { Telling } from './telling'
import { all } from './unread'

/** The fields that `tellReasoning` reads: servers of models say the same in one of them, or in several. */
export const reasoningFields = all('reasoning_content', 'reasoning', 'thinking_blocks', 'responses_reasoning_item')

/** What the answer of a model says of its reasoning, and whether that is not all. */
export function tellReasoning(telling: Telling, answer: Json, run = 0): void {
  telling.think(reasoningOf(answer), run)
  if (isEncrypted(answer)) telling.hide()
}

function reasoningOf(answer: Json): string {
  const { reasoning_content: content, reasoning, thinking_blocks: blocks, responses_reasoning_item: item } = answer
  const thinking = (asList(blocks) ?? []).map((block) => textOf(asRecord(block)?.thinking))
  const { summary, content: words } = asRecord(item) ?? {}
  const items = [summary, words].map(textOf)
  const spellings = [textOf(content), textOf(reasoning), joined(thinking), joined(items)]
  return spellings.find((text) => text.trim() !== '') ?? ''
}

function isEncrypted({ thinking_blocks: blocks, responses_reasoning_item: item }: Json): boolean {
  const { encrypted_content: sealed, content } = asRecord(item) ?? {}
  const isItemSealed = asText(sealed) !== undefined && textOf(content).trim() === ''
  return isItemSealed || (asList(blocks) ?? []).some((block) => isSealed(asRecord(block)))
}

/** A block of thinking has a signature, which stands alone where the words are not given out, or nothing but `data`. */
export function isSealed(block: Json = {}): boolean {
  return (
    asText(block.data) !== undefined || (asText(block.signature) !== undefined && textOf(block.thinking).trim() === '')
  )
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n\n')
}
