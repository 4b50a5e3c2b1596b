'use client'

import { Download, LoaderCircle } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { formatPercent } from '@/components/ui/number-format'
import type { PictureFormat } from './save-picture'
import { nameOf, type Saving } from './use-save-picture'

type Props = { saving: Saving | undefined; isDrawn: boolean; onSave: (format: PictureFormat) => void }

const formats: PictureFormat[] = ['svg', 'png']

/** Saves the drawing as a file; while one is being made it says how far it is, and cancels it. */
export function SaveMenu({ saving, isDrawn, onSave }: Props) {
  const entries: MenuEntry[] = formats.map((format) => ({
    id: format,
    label: (
      <span className="flex gap-4">
        As {nameOf(format)}
        {saving?.format === format && (
          <span className="ml-auto tabular-nums">{saving.done < 1 ? formatPercent(saving.done, 0) : 'Saving…'}</span>
        )}
      </span>
    ),
    isDisabled: saving !== undefined || !isDrawn,
    run: () => onSave(format),
  }))
  if (saving) entries.push({ id: 'cancel', label: 'Cancel saving', run: saving.cancel })
  return (
    <Menu
      label="Save the picture"
      trigger={
        <IconButton
          label="Save the picture"
          disabled={!isDrawn && !saving}
          aria-busy={saving !== undefined || undefined}
        >
          {saving ? <LoaderCircle className="animate-turn" /> : <Download />}
        </IconButton>
      }
      entries={entries}
    />
  )
}
