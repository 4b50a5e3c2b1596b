import type { Ref, TextareaHTMLAttributes } from 'react'
import { classNames } from './class-names'
import { controlClass } from './input'

export type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }

/** Grows with its text, from `rows` on. */
export function Textarea({ className, rows = 3, style, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      // What grows with its content does not go by its rows.
      style={{ minHeight: `calc(${rows}lh + var(--spacing) * 2 + 2px)`, ...style }}
      className={classNames(controlClass, 'field-sizing-content h-auto! max-h-[50dvh] resize-y py-1', className)}
      {...rest}
    />
  )
}
