'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { useRemembered } from '@/components/ui/use-remembered'
import { parseRepositoryList } from '@/lib/repository/batch/repository-list'
import { BatchChoice, batchBodyOf, defaultBatchChoice } from './batch-choice'
import { BatchSynthesisFields } from './batch-synthesis-fields'
import { requestBatch } from './import-queries'
import { fitChoice } from './synthesis-choice'
import { modelAuthorsQuery } from './synthesis-queries'

/** A request takes a mebibyte, and JSON spells some characters with two. */
const mostBytes = 800 * 1024

/** Many repositories as one job, synthesized too if that is chosen; its page shows what becomes of each. */
export function ImportList({ allowsLocal, onDone }: { allowsLocal: boolean; onDone: () => void }) {
  const router = useRouter()
  const picker = useRef<HTMLInputElement>(null)
  const [list, setList] = useState('')
  const [problem, setProblem] = useState<string>()
  const [remembered, remember] = useRemembered('batch', BatchChoice, defaultBatchChoice)
  const [chosen, setChosen] = useState({ ...remembered, isSynthesized: false })
  const models = useQuery({ ...modelAuthorsQuery(), enabled: chosen.isSynthesized })
  const authors = models.data?.map(({ name }) => name) ?? [chosen.author]
  // How many commits there are is chosen beside the mode.
  const choice = { ...chosen, ...fitChoice(chosen, authors, Number.POSITIVE_INFINITY) }
  const change = (part: Partial<BatchChoice>) => setChosen({ ...choice, ...part })
  const request = useMutation(requestBatch(useQueryClient()))
  const count = parseRepositoryList(list).length
  const verb = choice.isSynthesized ? 'Import and synthesize' : 'Import'
  const read = async (file: File | undefined) => {
    if (!file) return
    const isTooLarge = file.size > mostBytes
    setProblem(
      isTooLarge
        ? `${file.name} is larger than ${formatBytes(mostBytes)}: split it, or give it to the command line.`
        : undefined,
    )
    if (!isTooLarge) setList(await file.text())
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (choice.isSynthesized) remember(choice)
    request.mutate(
      { list, ...batchBodyOf(choice) },
      {
        onSuccess({ id }) {
          onDone()
          router.push(`/repositories/batches/${id}`)
        },
      },
    )
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Field
        label="Repositories"
        hint={`One ${allowsLocal ? 'address or path' : 'address'} on each line, then, if you like, a branch, tag or commit; or JSON with “repo” and “ref”.`}
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
        accept=".txt,.csv,.tsv,.jsonl,.ndjson,text/plain,text/csv,application/jsonl"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          read(event.target.files?.[0]).catch(() => setProblem('The file cannot be read.'))
          event.target.value = ''
        }}
      />
      <Switch
        label="Then synthesize each"
        checked={choice.isSynthesized}
        onChange={(isSynthesized) => change({ isSynthesized })}
      />
      {choice.isSynthesized && <BatchSynthesisFields models={models.data} choice={choice} onChange={change} />}
      {problem && <FormMessage tone="bad">{problem}</FormMessage>}
      {models.error && <FormMessage tone="bad">{models.error.message}</FormMessage>}
      {request.error && <FormMessage tone="bad">{request.error.message}</FormMessage>}
      <DialogFooter className="p-0!">
        <Button className="mr-auto" onClick={() => picker.current?.click()}>
          Read a .txt, .csv or .jsonl file
        </Button>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={request.isPending} disabled={count === 0}>
          {count === 0 ? verb : `${verb} ${formatUnit(count, 'repository', 'repositories')}`}
        </Button>
      </DialogFooter>
    </form>
  )
}
