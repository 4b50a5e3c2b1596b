'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileArchive } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { DialogFooter } from '@/components/ui/dialog'
import { FormMessage } from '@/components/ui/form-message'
import { formatBytes } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'
import { archiveSuffixes } from '@/lib/repository/archive-name'
import { requestImport } from './import-queries'
import { sendUpload } from './send-upload'

type Sending = { file: File; sent: number }

/** Takes an archive by drop or by the file dialog, sends it, and has it imported. */
export function ImportArchive({ onDone }: { onDone: () => void }) {
  const picker = useRef<HTMLInputElement>(null)
  const controller = useRef<AbortController>(undefined)
  const [sending, setSending] = useState<Sending>()
  const [isOver, setIsOver] = useState(false)
  const request = useMutation(requestImport(useQueryClient()))
  const upload = useMutation({
    async mutationFn(file: File) {
      controller.current = new AbortController()
      setSending({ file, sent: 0 })
      const { source } = await sendUpload(file, controller.current.signal, (sent) => setSending({ file, sent }))
      await request.mutateAsync({ source })
    },
    onSuccess: onDone,
    onSettled: () => setSending(undefined),
  })
  // Who closes the dialog does not want it any more.
  useEffect(() => () => controller.current?.abort(), [])
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !upload.isPending) upload.mutate(file)
  }
  const isCanceled = controller.current?.signal.aborted
  return (
    <div className="grid gap-3">
      <fieldset
        aria-label="Archive"
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
          'grid min-h-36 place-items-center rounded border border-dashed px-6 py-5 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-neutral-8 bg-neutral-2',
        )}
      >
        {sending ? (
          <Progress
            label={`Sending ${sending.file.name}`}
            className="w-full text-left"
            done={Math.round((100 * sending.sent) / sending.file.size)}
            total={100}
            unit="%"
            message={sendingWords(sending)}
            onCancel={() => controller.current?.abort()}
          />
        ) : (
          <div className="grid justify-items-center gap-2">
            <FileArchive aria-hidden className="size-6 stroke-[1.5] text-neutral-9" />
            <p className="text-neutral-11">Drop a .zip, .tar, .tar.gz or .tar.zst here, or</p>
            <Button onClick={() => picker.current?.click()}>Choose a file</Button>
          </div>
        )}
      </fieldset>
      <input
        ref={picker}
        type="file"
        aria-label="Choose an archive"
        accept={archiveSuffixes.join(',')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      {upload.error && !isCanceled && <FormMessage tone="bad">{upload.error.message}</FormMessage>}
      <p className="text-small text-neutral-10">
        It is read without being unpacked, at the commit that git archive noted in it, else at a hash of its content.
        The repository is called after the file: archives of one name are snapshots of one repository.
      </p>
      <DialogFooter className="p-0!">
        <Button onClick={onDone}>Cancel</Button>
      </DialogFooter>
    </div>
  )
}

function sendingWords({ file, sent }: Sending): string {
  if (sent === file.size) return `Storing ${file.name}`
  return `${file.name} · ${formatBytes(sent)} of ${formatBytes(file.size)}`
}
