const pauseMs = 1000
const names: Record<string, string> = {
  ' ': 'space',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

/** The name of a key press: `j`, `G`, `mod+k`, `shift+up`; undefined for modifiers alone and for Alt combinations. */
export function keyOf(event: KeyPress): string | undefined {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Unidentified'].includes(event.key) || event.altKey) return undefined
  const isMod = event.metaKey || event.ctrlKey
  const isCharacter = event.key.length === 1 && event.key !== ' '
  const name = names[event.key] ?? (isCharacter ? event.key : event.key.toLowerCase())
  // A character says itself that Shift was pressed, except in a chord.
  const isShifted = event.shiftKey && (!isCharacter || (isMod && /^[a-z]$/i.test(name)))
  const shift = isShifted ? 'shift+' : ''
  return `${isMod ? 'mod+' : ''}${shift}${isMod ? name.toLowerCase() : name}`
}

/** Whether the keys belong to something that is focused: a text field, or an open overlay. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')) return true
  return target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
}

/** Whether Enter and Space press what is focused. */
export function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches('a, button, summary, [role=button], [role=checkbox], [role=tab], input')
  )
}

/** Joins key presses into the sequences that are bound: `g` then `h`, within a second. */
export class KeySequence {
  #pressed: string[] = []
  #at = 0

  /** The keys that are now complete, if any. A longer sequence that could still follow waits for its next key. */
  press(key: string, bound: ReadonlySet<string>, atMs: number): string | undefined {
    if (atMs - this.#at > pauseMs) this.#pressed = []
    this.#at = atMs
    for (const keys of [[...this.#pressed, key].join(' '), key]) {
      const isPrefix = [...bound].some((other) => other.startsWith(`${keys} `))
      if (!isPrefix && !bound.has(keys)) continue
      this.#pressed = isPrefix ? keys.split(' ') : []
      return isPrefix ? undefined : keys
    }
    this.#pressed = []
    return undefined
  }
}
