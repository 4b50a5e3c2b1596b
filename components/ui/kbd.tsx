'use client'

import { useSyncExternalStore } from 'react'
import { classNames } from './class-names'

const symbols: Record<string, string> = {
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
}

/** Shows keys as `useKeys` names them: `mod+k`, `g h`, `?`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const isApple = useIsApple()
  return (
    <span className={classNames('inline-flex items-center gap-0.5', className)}>
      {keys.split(' ').map((chord, position) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a sequence, which never changes
          key={position}
          className="inline-grid h-4 min-w-4 place-items-center rounded-small border border-neutral-7 bg-neutral-2 px-1 font-sans text-small leading-none text-neutral-10"
        >
          {chord
            .split('+')
            .map((key) => (key === 'mod' ? (isApple ? '⌘' : 'Ctrl ') : nameKey(key)))
            .join('')}
        </kbd>
      ))}
    </span>
  )
}

function nameKey(key: string): string {
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** On the server, and until the browser is known, keys are those of a Mac. */
function useIsApple(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => true,
  )
}
