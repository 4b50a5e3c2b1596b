import { emptyStack, UndoStack } from './undo-stack'

const stacks = new Map<string, UndoStack>()
const listeners = new Set<() => void>()

/** What one person can undo in one place: kept as long as the tab, also over a reload. */
export function readStack(key: string): UndoStack {
  const held = stacks.get(key)
  if (held) return held
  const stack = UndoStack.safeParse(parse(window.sessionStorage.getItem(key))).data ?? emptyStack
  stacks.set(key, stack)
  return stack
}

export function writeStack(key: string, stack: UndoStack): void {
  stacks.set(key, stack)
  try {
    window.sessionStorage.setItem(key, JSON.stringify(stack))
  } catch {
    // A browser that is full or forbids storage: it can be undone until the page is left.
  }
  for (const notify of listeners) notify()
}

export function subscribeToStacks(notify: () => void): () => void {
  listeners.add(notify)
  return () => listeners.delete(notify)
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
