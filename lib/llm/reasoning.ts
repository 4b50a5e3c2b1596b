const block = /^\s*<(think|thinking)>([\s\S]*?)(?:<\/\1>|$)/i
/** Templates that open the block in the prompt leave only its end, on a line of its own, in the answer. */
const headless = /^(?!\s*<think)([\s\S]*?)^<\/think(?:ing)?>[^\S\n]*$/im

export type Parted = { text: string; reasoning: string }

/**
 * Parts what a model thought aloud, in a field of its own or in a `<think>` block, from what it answers. A block counts
 * only at the beginning: later in an answer, such a tag is what the answer is about.
 */
export function partReasoning(content: string, field = ''): Parted {
  const found = block.exec(content) ?? headless.exec(content)
  if (!found) return { text: content.trim(), reasoning: field.trim() }
  const thought = found[2] ?? found[1] ?? ''
  const reasoning = [field.trim(), thought.trim()].filter(Boolean).join('\n\n')
  return { text: content.slice(found[0].length).trim(), reasoning }
}
