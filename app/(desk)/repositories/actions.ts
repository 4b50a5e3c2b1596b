'use server'

import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { requestImport } from '@/lib/repository/request-import'
import { ImportForm } from './import-form'

export async function importRepository(_: FormState, form: FormData): Promise<FormState> {
  return submit(ImportForm, requestImport, form)
}
