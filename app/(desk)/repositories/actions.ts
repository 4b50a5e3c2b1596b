'use server'

import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { ImportRequest } from '@/lib/repository/import-target'
import { requestImport } from '@/lib/repository/request-import'

export async function importRepository(_: FormState, form: FormData): Promise<FormState> {
  return submit(ImportRequest, requestImport, form)
}
