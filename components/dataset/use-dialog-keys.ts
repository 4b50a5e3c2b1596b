import { useEffect, useEffectEvent } from 'react'
import { keyOf } from '@/components/ui/key-sequence'

/**
 * Keys of what fills a dialog, while it is there: those of the page are not heard then. They are heard wherever the focus is,
 * as what had it may have made room for what comes next. `run` says whether a key was its.
 */
export function useDialogKeys(run: (key: string) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTaken(event.target)) return
    const key = keyOf(event)
    if (key !== undefined && run(key)) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Fields and open menus have their own use for letters. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [role=combobox], [role=listbox]') !== null
}
