import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readProgress } from './read-progress'

let send: (response: ServerResponse) => void = () => {}
const server = createServer((_, response) => send(response))
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const schemas = { Progress: z.int(), Result: z.string() }

async function read(lines: string[]): Promise<{ told: number[]; result: string }> {
  send = (response) => {
    for (const line of lines) response.write(line)
    response.end()
  }
  const told: number[] = []
  const result = await readProgress(schemas, url, (each) => told.push(each), new AbortController().signal)
  return { told, result }
}

test('each progress is told, also when lines come in pieces, and the result is given', async () => {
  const lines = ['{"progress": 1}\n{"prog', 'ress": 2}\n', '{"result": "done ✓"}\n']
  expect(await read(lines)).toEqual({ told: [1, 2], result: 'done ✓' })
})

test('an error is thrown with its sentence', async () => {
  const lines = ['{"progress": 1}\n', '{"error": {"code": "forbidden", "message": "You may not."}}\n']
  await expect(read(lines)).rejects.toMatchObject({ code: 'forbidden', message: 'You may not.' })
})

test('an answer that breaks off is an error, not a result', async () => {
  await expect(read(['{"progress": 1}\n'])).rejects.toThrow(/does not answer/)
})
