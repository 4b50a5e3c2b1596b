import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { resolvePublicHost } from '@/lib/http/resolve-host'
import { openPinnedFetch } from './pinned-fetch'

let requests = 0
let address = ''
let port = 0
const server = createServer((request, response) => {
  requests++
  if (request.headers['x-close']) response.setHeader('connection', 'close')
  if (request.url === '/redirect') response.writeHead(307, { location: 'http://10.0.0.1/' }).end()
  else response.end(request.url === '/large' ? 'x'.repeat(3 << 20) : 'here')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  address = `http://127.0.0.1:${port}`
})
afterAll(() => server.close())

const allowsClearText = () => true
const anywhere = { resolve: async () => ['127.0.0.1'], allowsClearText }

/** The sentence of the refusal, however deep it lies. */
async function refusal(response: Promise<unknown>): Promise<string> {
  const error = await response.then(
    () => new Error('It was not refused.'),
    (caught) => caught,
  )
  for (let cause = error; cause instanceof Error; cause = cause.cause as Error) {
    if (cause instanceof AppError) return cause.message
  }
  return String(error)
}

describe('a pinned fetch', () => {
  test('connects to the addresses that were checked, whatever the name means elsewhere', async () => {
    const response = await openPinnedFetch(anywhere)(`http://model.invalid:${port}/`)
    expect(await response.text()).toBe('here')
  })

  test('connects to no name or number of a private network', async () => {
    const before = requests
    const fetch = openPinnedFetch({ resolve: resolvePublicHost, allowsClearText })
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1']) {
      expect(await refusal(fetch(`http://${host}:${port}/`))).toMatch(/lies in a private network/)
    }
    expect(requests).toBe(before)
  })

  test('asks again whenever it connects, so that a name that moves is caught', async () => {
    const answers = [['127.0.0.1']]
    const resolve = async () => answers.shift() ?? resolvePublicHost('10.0.0.1')
    const fetch = openPinnedFetch({ resolve, allowsClearText })
    const once = { headers: { 'x-close': '1' } }
    expect(await (await fetch(`http://model.invalid:${port}/`, once)).text()).toBe('here')
    await expect.poll(() => refusal(fetch(`http://model.invalid:${port}/`))).toMatch(/10\.0\.0\.1 lies in a private/)
  })

  test('follows no redirect and reads no answer without end', async () => {
    const fetch = openPinnedFetch(anywhere, 1 << 20)
    expect(await refusal(fetch(`${address}/redirect`))).toMatch(/redirects elsewhere/)
    const large = await fetch(`${address}/large`)
    expect(await refusal(large.text())).toBe('The answer is larger than 1 MiB.')
  })

  test('sends nothing in clear text unless that is allowed', async () => {
    const fetch = openPinnedFetch({ ...anywhere, allowsClearText: () => false })
    expect(await refusal(fetch(address))).toMatch(/over https only/)
  })
})
