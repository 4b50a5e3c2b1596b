'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Drawing } from '@/components/structure/drawing'
import { showToast } from '@/components/ui/toast'
import { type PictureFormat, savePicture } from './save-picture'

/** A picture that is being made; `done` is from 0 to 1, and 1 while the file is put together. */
export type Saving = { format: PictureFormat; done: number; cancel: () => void }

export type PictureSaver = {
  saving: Saving | undefined
  /** One at a time: while one is being made another is not begun. */
  save: (drawing: Drawing, format: PictureFormat) => void
}

/** Saves pictures beside everything else; leaving the page cancels. */
export function useSavePicture(): PictureSaver {
  const [saving, setSaving] = useState<Saving>()
  const work = useRef<AbortController>(undefined)
  useEffect(() => () => work.current?.abort(), [])
  const save = useCallback((drawing: Drawing, format: PictureFormat) => {
    if (work.current) return
    const mine = new AbortController()
    work.current = mine
    const cancel = () => mine.abort()
    const end = () => {
      if (work.current === mine) work.current = undefined
      setSaving(undefined)
    }
    mine.signal.addEventListener('abort', end)
    setSaving({ format, done: 0, cancel })
    const tell = (done: number) => setSaving((now) => now && { ...now, done })
    savePicture(drawing, format, 'dependencies', { signal: mine.signal, tell }).then(end, () => {
      if (!mine.signal.aborted)
        showToast({ tone: 'bad', title: `The picture could not be saved as ${nameOf(format)}.` })
      end()
    })
  }, [])
  return { saving, save }
}

export const nameOf = (format: PictureFormat) => format.toUpperCase()
