'use client'

import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'
import { sideBarKey } from './side-bar-state'

const script = `try{document.documentElement.dataset.side=localStorage.getItem('${sideBarKey}')||'open'}catch{}`

/** Gives the side bar the width it had, before anything is painted. */
export function SideBarScript() {
  const isInserted = useRef(false)
  useServerInsertedHTML(() => {
    if (isInserted.current) return null
    isInserted.current = true
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which must run before the first paint
    return <script dangerouslySetInnerHTML={{ __html: script }} />
  })
  return null
}
