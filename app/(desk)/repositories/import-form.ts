import { AppError } from '@/lib/errors'
import { parseFolder } from '@/lib/repository/folder'
import { ImportRequest, parseTarget } from '@/lib/repository/import-target'
import { parseRef } from '@/lib/repository/source'

/** An `ImportRequest` that says of what can never be imported in which field it stands. */
export const ImportForm = ImportRequest.superRefine(({ source, ref, folder }, context) => {
  const check = (field: keyof ImportRequest, parse: () => unknown) => {
    try {
      parse()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.addIssue({ code: 'custom', path: [field], message: error.message })
    }
  }
  check('source', () => parseTarget({ source }))
  if (ref?.trim()) check('ref', () => parseRef(ref))
  check('folder', () => parseFolder(folder))
})
