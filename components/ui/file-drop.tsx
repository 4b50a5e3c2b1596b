'use client'

import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

export type FileDropProps = {
  /** What is dropped here. */
  label: string
  /** The name of the control that chooses one. */
  pickLabel: string
  accept: readonly string[]
  icon: ReactNode
  hint: string
  onFile: (file: File) => void
  /** In place of the invitation, while something goes on. */
  children?: ReactNode
}

/** A place to drop a file, or to choose one. */
export function FileDrop({ label, pickLabel, accept, icon, hint, onFile, children }: FileDropProps) {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) onFile(file)
  }
  return (
    <>
      <fieldset
        aria-label={label}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          take(event.dataTransfer.files)
        }}
        className={classNames(
          'rounded border border-dashed px-6 py-5 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-neutral-8 bg-neutral-2',
        )}
      >
        {/* A fieldset does not give its height to what is in it. */}
        <div className="grid min-h-26 place-items-center">
          {children ?? (
            <div className="grid justify-items-center gap-2 [&_svg]:size-6 [&_svg]:stroke-[1.5] [&_svg]:text-neutral-9">
              {icon}
              <p className="text-neutral-11">{hint}</p>
              <Button onClick={() => picker.current?.click()}>Choose a file</Button>
            </div>
          )}
        </div>
      </fieldset>
      <input
        ref={picker}
        type="file"
        aria-label={pickLabel}
        accept={accept.join(',')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </>
  )
}
