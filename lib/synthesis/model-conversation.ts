import { z } from 'zod'
import type { ChatRequest } from '@/lib/llm/chat-request'
import type { Message, Tool, ToolCall } from '@/lib/llm/message'
import type { Answer } from '@/lib/llm/reply'
import type { Conversation, ToolUse } from './author'
import type { FileFacts } from './facts'
import { freePrompt } from './prompts'
import type { Skeleton } from './skeleton'

const Path = z.object({ path: z.string().min(1).max(1000) })

const tools: Tool[] = [
  { name: 'read_file', description: 'Reads a file of the project that is written by now.', parameters: Path },
  {
    name: 'list_files',
    description: 'Lists the files below a folder that are written by now; "." lists all.',
    parameters: Path,
  },
  { name: 'write_file', description: 'Writes your file.', parameters: z.object({ content: z.string() }) },
  { name: 'check', description: 'Checks your file once it is written.', parameters: z.object({}) },
  { name: 'finish', description: 'Says that the work on your file is done.', parameters: z.object({}) },
]

export type Ask = (request: ChatRequest) => Promise<{ value: Answer } | { why: string }>

/** Work on one file in turns: the model thinks aloud, calls tools, and is told what they really answer. */
export function openConversation(
  file: FileFacts,
  task: string,
  skeleton: Skeleton,
  seed: number,
  ask: Ask,
): Conversation {
  const messages: Message[] = freePrompt(file, task, skeleton)
  let waiting: ToolCall[] = []
  return {
    async next(answers) {
      for (const [place, { id }] of waiting.entries())
        messages.push({ role: 'tool', toolCallId: id, content: answers[place] ?? '' })
      const found = await ask({ messages: [...messages], tools, toolChoice: 'auto', seed })
      if ('why' in found) return found
      const { text, reasoning, toolCalls } = found.value
      waiting = toolCalls
      messages.push({ role: 'assistant', content: text, toolCalls })
      return { turn: { thought: text.trim() || reasoning, calls: toolCalls.map(toUse) } }
    },
  }
}

const uses: Record<string, (input: unknown) => ToolUse> = {
  read_file: (input) => ({ tool: 'read', path: cleanPath(input) }),
  list_files: (input) => ({ tool: 'list', path: cleanPath(input) }),
  write_file: () => ({ tool: 'write' }),
  check: () => ({ tool: 'check' }),
  finish: () => ({ tool: 'finish' }),
}

function toUse({ name, input, problem }: ToolCall): ToolUse {
  const use = uses[name]
  if (problem !== undefined || !use) return { tool: 'none', problem: problem ?? `There is no tool named ${name}.` }
  return use(input)
}

/** As paths of the project are written: `./src/a.ts` and `/src/a.ts` are `src/a.ts`. */
function cleanPath(input: unknown): string {
  return Path.parse(input).path.replace(/^(?:\.?\/)+/, '') || '.'
}
