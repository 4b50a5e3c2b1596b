const symbols: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
}

/** What stands on the keys of one chord as `useKeys` names it: `e` is `E`, `E` is `⇧E`, `mod+k` is `⌘K` or `Ctrl K`. */
export function nameOfChord(chord: string, isApple: boolean): string {
  const keys = chord.match(/[^+]+|\+$/g) ?? []
  return keys.map((key) => nameOfKey(key, isApple)).join('')
}

function nameOfKey(key: string, isApple: boolean): string {
  const shift = isApple ? '⇧' : 'Shift '
  if (key === 'mod') return isApple ? '⌘' : 'Ctrl '
  if (key === 'shift') return shift
  if (/^[A-Z]$/.test(key)) return `${shift}${key}`
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
