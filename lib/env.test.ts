import { describe, expect, test } from 'vitest'
import { EnvError, readEnv } from './env'

describe('readEnv', () => {
  test('an empty environment gives the defaults of one laptop', () => {
    expect(readEnv({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, RETRACE_SAMPLE: true })
  })

  test('empty values count as unset', () => {
    const env = readEnv({ PORT: '', DATABASE_URL: '' })
    expect(env.PORT).toBe(3000)
    expect(env.DATABASE_URL).toBeUndefined()
  })

  test('a sample is all of the sources, a folder of them, or none', () => {
    const sampleOf = (RETRACE_SAMPLE: string) => readEnv({ RETRACE_SAMPLE }).RETRACE_SAMPLE
    expect(['1', '0', 'lib/auth'].map(sampleOf)).toEqual([true, false, 'lib/auth'])
    for (const wrong of ['no', '/etc/passwd', '../main']) expect(() => sampleOf(wrong)).toThrow('a folder such as')
  })

  test('hosts in a private network are a list, in small letters', () => {
    expect(readEnv({}).RETRACE_PRIVATE_HOSTS).toEqual([])
    const { RETRACE_PRIVATE_HOSTS } = readEnv({ RETRACE_PRIVATE_HOSTS: 'Git.example.org, 10.0.3.7' })
    expect(RETRACE_PRIVATE_HOSTS).toEqual(['git.example.org', '10.0.3.7'])
  })

  test('everything that is wrong is listed in one table, without secrets', () => {
    const read = () => readEnv({ PORT: '99999', DATABASE_URL: 'mysql://root:secret@db', INIT_ADMIN_EMAIL: 'nobody' })
    expect(read).toThrow(EnvError)
    expect(read).toThrow(/PORT\s+"99999"[^\n]*\n\s+DATABASE_URL\s+\(hidden\)\s+must begin with postgresql/)
    expect(read).toThrow(/INIT_ADMIN_EMAIL\s+"nobody"/)
    expect(read).not.toThrow(/secret/)
  })

  test('a first person with only half of the credentials is refused', () => {
    expect(() => readEnv({ INIT_ADMIN_EMAIL: 'ada@example.org' })).toThrow(
      /INIT_ADMIN_PASSWORD\s+\(unset\)\s+is needed/,
    )
  })

  test('half an endpoint is refused, and its key is not shown', () => {
    expect(() => readEnv({ RETRACE_MODEL_URL: 'http://localhost/v1' })).toThrow(/RETRACE_MODEL_NAME\s+\(unset\)/)
    const keyAlone = () => readEnv({ RETRACE_MODEL_KEY: 'sk-secret' })
    expect(keyAlone).toThrow(/RETRACE_MODEL_URL\s+\(unset\)\s+is needed too/)
    expect(keyAlone).not.toThrow(/sk-secret/)
  })

  test('half a scorer is refused too, and so is an endpoint’s', () => {
    const scorer = { RETRACE_SCORER_URL: 'http://localhost:8000', RETRACE_SCORER_NAME: 'm', RETRACE_SCORER_KEY: 'k' }
    expect(readEnv(scorer)).toMatchObject(scorer)
    expect(() => readEnv({ RETRACE_SCORER_URL: 'http://localhost' })).toThrow(/RETRACE_SCORER_NAME\s+\(unset\)/)
    const keysAlone = () => readEnv({ RETRACE_SCORER_KEY: 'sk-secret', RETRACE_MODEL_KEY: 'sk-secret' })
    expect(keysAlone).toThrow(/RETRACE_SCORER_URL\s+\(unset\).*a key belongs to a scorer/)
    expect(keysAlone).toThrow(/RETRACE_MODEL_URL\s+\(unset\).*a key belongs to an endpoint/)
    expect(keysAlone).not.toThrow(/sk-secret/)
  })

  test('prices belong to an endpoint, and are sums of dollars', () => {
    const endpoint = { RETRACE_MODEL_URL: 'http://localhost/v1', RETRACE_MODEL_NAME: 'm' }
    expect(readEnv({ ...endpoint, RETRACE_MODEL_INPUT_PRICE: '0.15' }).RETRACE_MODEL_INPUT_PRICE).toBe(0.15)
    expect(() => readEnv({ ...endpoint, RETRACE_MODEL_OUTPUT_PRICE: '-1' })).toThrow(/OUTPUT_PRICE\s+"-1"\s+must be 0/)
    expect(() => readEnv({ RETRACE_MODEL_OUTPUT_PRICE: '1' })).toThrow(/RETRACE_MODEL_URL\s+\(unset\).*a price belongs/)
  })
})
