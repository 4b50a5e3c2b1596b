'use client'

import { useEffect, useRef, useState } from 'react'
import { useOutbox } from './outbox-provider'

/**
 * Text that is being written: kept in the browser with every change, under the person and the place, and there again
 * after a reload, until it is emptied. `initial` is where it begins when nothing is kept.
 */
export function useDraft(key: string, initial = ''): [string, (text: string) => void] {
  const opened = useOutbox()
  const [text, setText] = useState(initial)
  const typedIn = useRef<string>(undefined)
  useEffect(() => {
    // What was typed before the store was open stays.
    if (typedIn.current === key) return
    let isGone = false
    setText(initial)
    void opened?.store.readDraft(opened.userId, key).then((kept) => {
      if (!isGone && kept !== undefined && typedIn.current !== key) setText(kept)
    })
    return () => {
      isGone = true
    }
  }, [opened, key, initial])
  const write = (next: string) => {
    // Emptied is as if nothing had been typed.
    typedIn.current = next === initial ? undefined : key
    setText(next)
    void opened?.store.writeDraft(opened.userId, key, next === initial ? '' : next)
  }
  return [text, write]
}
