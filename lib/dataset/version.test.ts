import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { retraceVersion } from './version'

test('manifests tell the version of the package', async () => {
  expect(JSON.parse(await readFile('package.json', 'utf8')).version).toBe(retraceVersion)
})
