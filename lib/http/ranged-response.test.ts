import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { rangedResponse } from './ranged-response'

const content = Buffer.from(Array.from({ length: 100 }, (_, byte) => byte))

async function ask(headers: Record<string, string> = {}, method = 'GET') {
  let reads = 0
  const response = rangedResponse(new Request('http://localhost/', { method, headers }), {
    etag: '"one"',
    bytes: content.length,
    headers: { 'content-type': 'text/plain' },
    read: ({ start, end }) => {
      reads += 1
      return Readable.from([content.subarray(start, end)], { objectMode: false })
    },
  })
  const { status, headers: given } = response
  const [length, range] = [given.get('content-length'), given.get('content-range')]
  return { status, length, range, bytes: [...new Uint8Array(await response.arrayBuffer())], reads }
}

const whole = { status: 200, length: '100', range: null, bytes: [...content], reads: 1 }

test.each([
  ['nothing', {}, [0, 100]],
  ['all from a byte on', { range: 'bytes=10-' }, [10, 100]],
  ['some bytes', { range: 'bytes=10-19' }, [10, 20]],
  ['the last bytes', { range: 'bytes=-5' }, [95, 100]],
  ['more than there are', { range: 'bytes=90-900' }, [90, 100]],
  ['the same content', { range: 'bytes=10-', 'if-range': '"one"' }, [10, 100]],
] as const)('asked for %s, it gives these bytes', async (_, headers, [start, end]) => {
  const part = { status: 206, length: String(end - start), range: `bytes ${start}-${end - 1}/100`, reads: 1 }
  const expected = 'range' in headers ? { ...part, bytes: [...content.subarray(start, end)] } : whole
  expect(await ask(headers)).toEqual(expected)
})

test.each([
  ['another content', { range: 'bytes=10-', 'if-range': '"other"' }],
  ['several parts', { range: 'bytes=0-1,5-6' }],
  ['other units', { range: 'lines=1-2' }],
])('asked for %s, it begins anew', async (_, headers) => {
  expect(await ask(headers)).toEqual(whole)
})

test('bytes that there are not are refused, and headers alone read nothing', async () => {
  expect(await ask({ range: 'bytes=100-' })).toEqual({
    status: 416,
    length: null,
    range: 'bytes */100',
    bytes: [],
    reads: 0,
  })
  expect(await ask({}, 'HEAD')).toEqual({ ...whole, bytes: [], reads: 0 })
})
