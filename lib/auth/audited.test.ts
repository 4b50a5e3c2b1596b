import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const lib = path.join(import.meta.dirname, '..')

/** What changes something and is not in the trail, and why. */
const notAudited: Record<string, string> = {
  'repository/archive/receive-upload.ts': 'The import that an archive is received for is audited.',
  'dataset/preflight/request-preflight.ts': 'Audited where the look is started.',
  'auth/create-setup-token.ts': 'Done by whoever holds the machine; its use is audited.',
  'review/keep-assignment.ts': 'A sign of life: it changes only until when the work is held.',
  'synthesis/retry-synthesis-batch.ts': 'Done by retryBatchIn, which is audited.',
  'synthesis/request-fork.ts': 'Audited where the synthesis is requested.',
  'synthesis/request-synthesis.ts': 'Audited by the function that requests one trajectory.',
}

/** Files of operations: a person does them, and they write. */
function listWriting(): { file: string; text: string }[] {
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\/|generated\//.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(lib, file), 'utf8') }))
  return files.filter(({ text }) => /\(\s*actor: Actor/.test(text) && /db\.\$transaction\(/.test(text))
}

test('every operation that changes something is in the audit trail, or says why it is not', () => {
  const silent = listWriting().filter(({ text }) => !text.includes('recordAudit('))
  expect(silent.map(({ file }) => file).filter((file) => !notAudited[file])).toEqual([])
})

test('every write of what lists are made from writes the entry anew', () => {
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /store[^/]*\.ts$/.test(file) && !file.endsWith('.test.ts') && !file.includes('generated'),
  )
  const writing = files.filter((file) =>
    /update trajectory set|\.trajectory\.(update|create)|optimization\.update\(.*after/s.test(
      readFileSync(path.join(lib, file), 'utf8'),
    ),
  )
  const forgetful = writing.filter((file) => !/refreshEntr/.test(readFileSync(path.join(lib, file), 'utf8')))
  expect(forgetful).toEqual([])
})
