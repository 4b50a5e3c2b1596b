'use client'

import { useSyncExternalStore } from 'react'
import { classNames } from './class-names'
import { nameOfChord } from './key-name'

/** Shows keys as `useKeys` names them: `mod+k`, `g h`, `E`, `?`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const isApple = useIsApple()
  return (
    <span className={classNames('inline-flex shrink-0 items-center gap-0.5 whitespace-nowrap', className)}>
      {keys.split(' ').map((chord, position) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a sequence, which never changes
          key={position}
          className="inline-grid h-4 min-w-4 place-items-center rounded-small border border-neutral-7 bg-neutral-2 px-1 font-sans text-small leading-none text-neutral-10"
        >
          {nameOfChord(chord, isApple)}
        </kbd>
      ))}
    </span>
  )
}

/** On the server, and until the browser is known, keys are those of a Mac. */
function useIsApple(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => true,
  )
}
