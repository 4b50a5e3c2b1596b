'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileArchive } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { FileDrop } from '@/components/ui/file-drop'
import { FormMessage } from '@/components/ui/form-message'
import { archiveSuffixes } from '@/lib/repository/archive/archive-name'
import { requestImport } from './import-queries'
import { sendUpload } from './send-upload'
import { type Sending, SendingProgress } from './sending-progress'

/** Takes an archive by drop or by the file dialog, sends it, and has it imported. */
export function ImportArchive({ onDone }: { onDone: () => void }) {
  const controller = useRef<AbortController>(undefined)
  const [sending, setSending] = useState<Sending>()
  const request = useMutation(requestImport(useQueryClient()))
  const upload = useMutation({
    async mutationFn(file: File) {
      controller.current = new AbortController()
      setSending({ file, sent: 0 })
      const { signal } = controller.current
      const { source } = await sendUpload(file, { signal, onSent: (sent) => setSending({ file, sent }) })
      await request.mutateAsync({ source })
    },
    onSuccess: onDone,
    onSettled: () => setSending(undefined),
  })
  // Who closes the dialog does not want it any more.
  useEffect(() => () => controller.current?.abort(), [])
  const isCanceled = controller.current?.signal.aborted
  return (
    <div className="grid gap-3">
      <FileDrop
        label="Archive"
        pickLabel="Choose an archive"
        accept={archiveSuffixes}
        icon={<FileArchive aria-hidden />}
        hint="Drop a .zip, .tar, .tar.gz or .tar.zst here, or"
        onFile={(file) => !upload.isPending && upload.mutate(file)}
      >
        {sending && <SendingProgress sending={sending} onCancel={() => controller.current?.abort()} />}
      </FileDrop>
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
