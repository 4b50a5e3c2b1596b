'use client'

import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export type ImportAddressProps = { submit: ActionFormProps['action']; allowsLocal: boolean; onDone: () => void }

const remoteHint = 'The https:// address of a public git repository, or of the page of a folder in it'

export function ImportAddress({ submit, allowsLocal, onDone }: ImportAddressProps) {
  return (
    <ActionForm action={submit} onDone={onDone} className="grid gap-3">
      {({ errors, isBusy }) => (
        <>
          <Field
            label="Address"
            error={errors.source}
            hint={`${remoteHint}${allowsLocal ? ', or an absolute path on this machine.' : ', without user name or password.'}`}
          >
            <Input
              name="source"
              required
              autoFocus
              autoComplete="off"
              spellCheck={false}
              placeholder="https://github.com/owner/name"
            />
          </Field>
          <div className="grid grid-cols-[1fr_1fr_6rem] items-start gap-3">
            <Field label="Branch, tag or commit" error={errors.ref}>
              <Input name="ref" autoComplete="off" spellCheck={false} placeholder="default branch" />
            </Field>
            <Field label="Folder" error={errors.folder}>
              <Input name="folder" autoComplete="off" spellCheck={false} placeholder="all of it" />
            </Field>
            <Field label="Commits" error={errors.depth}>
              <Input name="depth" type="number" inputMode="numeric" min={1} max={1000} defaultValue={1} />
            </Field>
          </div>
          <p className="text-small text-neutral-10">
            A folder becomes a repository of its own. With more than one commit, what each of them changed is kept too.
            Vendored, generated, lock and binary files are left out, and the list of files says why.
          </p>
          <DialogFooter className="p-0!">
            <Button onClick={onDone}>Cancel</Button>
            <Button type="submit" tone="primary" isBusy={isBusy}>
              Import
            </Button>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
