import { expect, test } from 'vitest'
import { endsSession, forgetContents } from './forget-contents'

test('only a sign-out that is done empties the cache: neither its question nor a sign-in', () => {
  expect(endsSession('POST', ['signout'])).toBe(true)
  expect(endsSession('GET', ['signout'])).toBe(false)
  expect(endsSession('POST', ['callback', 'credentials'])).toBe(false)
})

test('the answer says what it said, keeps its cookies, and has the browser forget contents', async () => {
  const answer = new Response('{"url":"/"}', { status: 200, headers: { 'content-type': 'application/json' } })
  answer.headers.append('set-cookie', 'a=1')
  answer.headers.append('set-cookie', 'b=2')
  const told = forgetContents(answer)
  expect(told.headers.get('clear-site-data')).toBe('"cache"')
  expect(told.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(told.status).toBe(200)
  expect(await told.text()).toBe('{"url":"/"}')
})
