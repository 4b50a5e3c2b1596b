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
  const hasTyped = useRef(false)
  useEffect(() => {
    let isGone = false
    hasTyped.current = false
    setText(initial)
    void opened?.store.readDraft(opened.userId, key).then((kept) => {
      if (!isGone && kept !== undefined && !hasTyped.current) setText(kept)
    })
    return () => {
      isGone = true
    }
  }, [opened, key, initial])
  const write = (next: string) => {
    hasTyped.current = true
    setText(next)
    void opened?.store.writeDraft(opened.userId, key, next === initial ? '' : next)
  }
  return [text, write]
}
