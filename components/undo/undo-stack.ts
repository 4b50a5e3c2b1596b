import { z } from 'zod'

/** A change that can be sent again at any time; the version of its row is put in when it is. */
export const UndoCommand = z.object({
  kind: z.string(),
  title: z.string(),
  method: z.enum(['POST', 'PATCH', 'PUT', 'DELETE']),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** The row that it changes first; with `isVersioned` it goes with the version that the row has after our own changes. */
  subjects: z.array(z.string()).min(1),
  isVersioned: z.boolean(),
})

export const UndoStep = z.object({
  /** What was done: “Wrong” on step 12. */
  title: z.string(),
  undo: z.array(UndoCommand),
  redo: z.array(UndoCommand),
})

export const UndoStack = z.object({
  /** Oldest first. */
  done: z.array(UndoStep),
  undone: z.array(UndoStep),
  /** The version of each row that our own changes led to. When it has another by now, the server refuses the inverse. */
  versions: z.record(z.string(), z.int()),
})

export type UndoCommand = z.infer<typeof UndoCommand>
export type UndoStep = z.infer<typeof UndoStep>
export type UndoStack = z.infer<typeof UndoStack>

export const emptyStack: UndoStack = { done: [], undone: [], versions: {} }

const mostSteps = 100

/** After something was done; what had been undone before cannot be redone any more. `versions` are the rows' after it. */
export function afterDone(stack: UndoStack, step: UndoStep, versions: Record<string, number>): UndoStack {
  return {
    done: [...stack.done, step].slice(-mostSteps),
    undone: [],
    versions: { ...stack.versions, ...versions },
  }
}

export type Turn = { stack: UndoStack; step: UndoStep; commands: UndoCommand[] }

/** What to send to take back the last thing that was done; undefined when there is none. */
export function undo(stack: UndoStack): Turn | undefined {
  const step = stack.done.at(-1)
  if (!step) return undefined
  const { commands, versions } = withVersions(stack.versions, step.undo)
  return { step, commands, stack: { done: stack.done.slice(0, -1), undone: [...stack.undone, step], versions } }
}

/** What to send to do again what was taken back last. */
export function redo(stack: UndoStack): Turn | undefined {
  const step = stack.undone.at(-1)
  if (!step) return undefined
  const { commands, versions } = withVersions(stack.versions, step.redo)
  return { step, commands, stack: { done: [...stack.done, step], undone: stack.undone.slice(0, -1), versions } }
}

/** Nothing of a row can be undone any more: it was merged with what others made of it. */
export function withoutSubject(stack: UndoStack, subject: string): UndoStack {
  const keep = (steps: readonly UndoStep[]) =>
    steps.filter(({ undo: commands }) => !commands.some(({ subjects }) => subjects[0] === subject))
  const { [subject]: _, ...versions } = stack.versions
  return { done: keep(stack.done), undone: keep(stack.undone), versions }
}

/** Every change leads to the version after the one that it began with. */
function withVersions(before: Record<string, number>, commands: readonly UndoCommand[]) {
  const versions = { ...before }
  const sent = commands.map((command) => {
    const subject = command.subjects[0]
    if (!command.isVersioned || !subject) return command
    const version = versions[subject] ?? 1
    versions[subject] = version + 1
    return { ...command, body: { ...command.body, version } }
  })
  return { commands: sent, versions }
}
