'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { formatUnit } from '@/components/ui/number-format'
import { Textarea } from '@/components/ui/textarea'
import { parseRepositoryList } from '@/lib/repository/repository-list'
import { requestBatch } from './import-queries'

/** Many repositories as one job; its page shows what becomes of each. */
export function ImportList({ allowsLocal, onDone }: { allowsLocal: boolean; onDone: () => void }) {
  const router = useRouter()
  const picker = useRef<HTMLInputElement>(null)
  const [list, setList] = useState('')
  const request = useMutation(requestBatch(useQueryClient()))
  const count = parseRepositoryList(list).length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    request.mutate(list, {
      onSuccess({ id }) {
        onDone()
        router.push(`/repositories/batches/${id}`)
      },
    })
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Field
        label="Repositories"
        hint={`One ${allowsLocal ? 'address or path' : 'address'} on each line, then, if you like, a branch, tag or commit.`}
      >
        <Textarea
          spellCheck={false}
          autoComplete="off"
          className="min-h-40 font-mono text-code whitespace-pre"
          placeholder={'https://github.com/owner/name\nhttps://github.com/owner/other v1.2.0'}
          value={list}
          onChange={(event) => setList(event.target.value)}
        />
      </Field>
      <input
        ref={picker}
        type="file"
        aria-label="Choose a list"
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        className="sr-only"
        tabIndex={-1}
        onChange={async (event) => {
          const { files } = event.target
          setList((await files?.[0]?.text()) ?? list)
          event.target.value = ''
        }}
      />
      {request.error && <FormMessage tone="bad">{request.error.message}</FormMessage>}
      <DialogFooter className="p-0!">
        <Button className="mr-auto" onClick={() => picker.current?.click()}>
          Read a .txt or .csv file
        </Button>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={request.isPending} disabled={count === 0}>
          {count === 0 ? 'Import' : `Import ${formatUnit(count, 'repository', 'repositories')}`}
        </Button>
      </DialogFooter>
    </form>
  )
}
