'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileJson, Upload } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { sendUpload } from '@/components/repository/send-upload'
import { type Sending, SendingProgress } from '@/components/repository/sending-progress'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useCommands } from '@/components/ui/use-commands'
import { ForeignFormatName, foreignFormats } from '@/lib/foreign/formats/catalog'
import { foreignSuffixes } from '@/lib/foreign/limits'
import { requestForeignImport } from './queries'

const choices = [
  { value: 'auto', label: 'As the content says', hint: 'The first records tell' },
  ...ForeignFormatName.options.map((value) => {
    const { title, hint } = foreignFormats[value]
    return { value, label: title, hint }
  }),
]

/** A button that asks for a file of other agents' trajectories; key `i`. */
export function ImportTrajectoriesDialog() {
  const [isOpen, setIsOpen] = useState(false)
  const open = () => setIsOpen(true)
  useCommands([
    { id: 'import-trajectories', title: 'Import trajectories', group: 'Trajectories', keys: 'i', run: open },
  ])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <Upload aria-hidden /> Import
        </Button>
      }
      title="Import trajectories of other agents"
      description="They become steps that are read, labelled, judged and released as ours. Nothing in them is run."
    >
      <ImportForm onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

function ImportForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const controller = useRef<AbortController>(undefined)
  const [sending, setSending] = useState<Sending>()
  const [format, setFormat] = useState('auto')
  const [licence, setLicence] = useState('')
  const request = useMutation(requestForeignImport(useQueryClient()))
  const upload = useMutation({
    async mutationFn(file: File) {
      controller.current = new AbortController()
      setSending({ file, sent: 0 })
      const { signal } = controller.current
      const onSent = (sent: number) => setSending({ file, sent })
      const { id: uploadId } = await sendUpload(file, { kind: 'trajectories', signal, onSent })
      return request.mutateAsync({ uploadId, licence, ...(format === 'auto' ? {} : { format }) })
    },
    onSuccess({ id }) {
      onDone()
      router.push(`/trajectories/imports/${id}`)
    },
    onSettled: () => setSending(undefined),
  })
  // Who closes the dialog does not want it any more.
  useEffect(() => () => controller.current?.abort(), [])
  const isCanceled = controller.current?.signal.aborted
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Format">
          <Select choices={choices} value={format} onChange={setFormat} disabled={sending !== undefined} />
        </Field>
        <Field label="Licence" hint="An SPDX expression, if you know it; datasets go by it.">
          <Input
            value={licence}
            onChange={(event) => setLicence(event.target.value)}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            placeholder="CC-BY-4.0"
          />
        </Field>
      </div>
      <FileDrop
        label="File of trajectories"
        pickLabel="Choose a file of trajectories"
        accept={foreignSuffixes}
        icon={<FileJson aria-hidden />}
        hint="Drop a .jsonl, .json, .traj or .parquet here, also as .gz or .zst, or"
        onFile={(file) => !upload.isPending && upload.mutate(file)}
      >
        {sending && <SendingProgress sending={sending} onCancel={() => controller.current?.abort()} />}
      </FileDrop>
      {upload.error && !isCanceled && <FormMessage tone="bad">{upload.error.message}</FormMessage>}
      <p className="text-small text-neutral-10">
        Rows are stored one by one; those that cannot be read are listed with the reason. Trajectories that are here
        already are not stored again. The verifiers do not apply to what other agents made.
      </p>
      <DialogFooter className="p-0!">
        <Link
          href="/trajectories/imports"
          className="mr-auto self-center rounded-small text-accent-text hover:underline"
        >
          Earlier imports
        </Link>
        <Button onClick={onDone}>Cancel</Button>
      </DialogFooter>
    </div>
  )
}
