import type { ForeignRun, ForeignStep, Speaker } from './foreign'
import type { Json } from './json'

type Act = Extract<ForeignStep, { kind: 'act' }>
type Item = { step: ForeignStep; answers: ForeignStep[]; children: number[] }
type RunItems = { parent: number | null; items: Item[] }

export type Told = { request: string; runs: ForeignRun[]; steps: ForeignStep[]; remarks: string[] }

export type Telling = ReturnType<typeof openTelling>

/**
 * Writes down what records tell, in their order, and brings it into that of the work: every answer right after its call,
 * and the work of a sub-agent between the call that began it and the answer. The main run is 0.
 */
export function openTelling() {
  const runs: RunItems[] = [{ parent: null, items: [] }]
  const acts = new Map<string, Item>()
  const request: string[] = []
  const remarks: string[] = []
  const bookkeeping = new Map<string, number>()
  const left = new Map<string, number>()
  let pictures = 0

  const add = (run: number, step: ForeignStep): Item => {
    const item: Item = { step, answers: [], children: [] }
    runs[run]?.items.push(item)
    return item
  }
  const note = (text: string) => {
    pictures += text.match(/\[[\w-]*image[\w-]*, not kept\]/g)?.length ?? 0
  }
  /** The newest call of a run that nothing has answered yet. */
  const openAct = (run: number): Item | undefined =>
    runs[run]?.items.findLast(({ step, answers }) => step.kind === 'act' && answers.length === 0)
  const observe = (run: number, text: string, from: Speaker, isError = false) =>
    add(run, { kind: 'observe', run, text, answers: null, from, isError })

  return {
    /** Whether anything but the request has been told. */
    hasBegun: () => runs.some(({ items }) => items.length > 0),
    /** Whether the request has a text in it, as far as it has been told; it has one that says nothing. */
    isAsked: (text: string) => text.trim() === '' || request.some((said) => said.includes(text.trim())),
    think(text: string, run = 0): void {
      note(text)
      if (text.trim() !== '') add(run, { kind: 'think', run, text })
    },
    act({ id, name, given }: { id?: string | null; name: string; given: Json }, run = 0): void {
      const item = add(run, { kind: 'act', run, name, given })
      if (id) acts.set(id, item)
    },
    /** The answer to a call by its id, or to the newest open one; what answers nothing is the harness's word. */
    answer(id: string | null | undefined, text: string, { isError = false, run = 0 } = {}): void {
      note(text)
      const asked = id ? acts.get(id) : openAct(run)
      if (!asked) {
        observe(run, text, 'harness', isError)
        remarks.push(`A result answers no call that is there${id ? ` (${id})` : ''}.`)
        return
      }
      const { name, run: own } = asked.step as Act // only acts are kept by id or found open
      asked.answers.push({ kind: 'observe', run: own, text, answers: name, from: null, isError })
    },
    /** What is said before the agent begins is the request; later it is observed. */
    say(from: Speaker, text: string, run = 0): void {
      note(text)
      if (text.trim() === '') return
      if (run === 0 && runs.every(({ items }) => items.length === 0)) request.push(text)
      else observe(run, text, from)
    },
    /** A record of a kind that nobody knows: it is shown as it is. */
    raw(kind: string, value: unknown, run = 0): void {
      observe(run, `${kind}\n${JSON.stringify(value, null, 2)}`, 'harness')
      remarks.push(`Records of the kind ${kind} are not known: they are shown as they are.`)
    },
    /** A record that is no step. */
    skip(kind: string): void {
      count(bookkeeping, kind)
    },
    /** Fields that no step has a place for, by their paths: each is named once, with how often it was there. */
    leave(paths: readonly string[]): void {
      for (const path of paths) count(left, path)
    },
    /** The model reasoned here, and the file does not tell what. */
    hide(): void {
      remarks.push('Some of its thoughts are encrypted.')
    },
    remark(sentence: string): void {
      remarks.push(sentence)
    },
    /** A sub-agent, begun by a call; without a call that could have begun it, its steps are those of its parent. */
    begin(callId: string | null, parent = 0): number {
      const asked =
        (callId ? acts.get(callId) : undefined) ??
        openAct(parent) ??
        runs[parent]?.items.findLast(({ step }) => step.kind === 'act')
      if (!asked) return parent
      const run = runs.push({ parent: asked.step.run, items: [] }) - 1
      asked.children.push(run)
      return run
    },
    finish(): Told {
      const told: Told = { request: request.join('\n\n'), runs: [], steps: [], remarks: [] }
      const places = new Map<number, number>()
      let unanswered = 0
      const emit = (run: number) => {
        const { parent, items } = runs[run] ?? { parent: null, items: [] }
        if (items.length === 0 && run !== 0) return
        places.set(run, told.runs.push({ parent: parent === null ? null : (places.get(parent) ?? 0) }) - 1)
        for (const [place, { step, answers, children }] of items.entries()) {
          told.steps.push(step)
          for (const child of children) emit(child)
          told.steps.push(...answers)
          if (step.kind === 'act' && answers.length === 0 && place < items.length - 1) unanswered += 1
        }
      }
      emit(0)
      told.steps = told.steps.map((step) => ({ ...step, run: places.get(step.run) ?? 0 }))
      if (unanswered > 0) remarks.push(`${unanswered} of its calls have no result.`)
      if (pictures > 0) remarks.push(`${pictures} pictures are not kept.`)
      if (bookkeeping.size > 0) remarks.push(`No steps: ${countWords(bookkeeping)}.`)
      if (left.size > 0) remarks.push(`Fields that are no steps are not kept: ${countWords(left)}.`)
      told.remarks = [...new Set(remarks)]
      return told
    },
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Of a remark, so that a file of a thousand names leaves room for the others. */
const mostNames = 25
const longestName = 60

function countWords(counts: ReadonlyMap<string, number>): string {
  const names = Array.from(counts, ([name, times]) => {
    const short = name.length > longestName ? `${name.slice(0, longestName)}…` : name
    return times === 1 ? short : `${short} (${times})`
  })
  const more = names.length > mostNames ? [`and ${names.length - mostNames} more`] : []
  return [...names.slice(0, mostNames), ...more].join(', ')
}
