import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeShape, parseAnswer, responseFormat } from './structured-output'

const City = z.object({ city: z.string(), people: z.int() })

describe('an answer is found', () => {
  const json = '{"city": "Oslo", "people": 3}'
  test.each([
    ['bare', json],
    ['in a fenced block', `Sure.\n\`\`\`json\n${json}\n\`\`\`\nAnything else?`],
    ['in a block without a language', `\`\`\`\n${json}\n\`\`\``],
    ['among words', `The answer is ${json}, I think.`],
  ])('%s', (_, text) => {
    expect(parseAnswer(City, text)).toEqual({ ok: true, value: { city: 'Oslo', people: 3 } })
  })

  test('also when it holds a fenced block itself', () => {
    const value = { text: 'Run:\n```sh\nls\n```\nand `{}`.' }
    expect(parseAnswer(z.object({ text: z.string() }), JSON.stringify(value))).toEqual({ ok: true, value })
  })
})

test('what is wrong with an answer is said so that a model can repair it', () => {
  expect(parseAnswer(City, '{"city": "Oslo"')).toEqual({ ok: false, problem: 'There is no complete JSON in it.' })
  expect(parseAnswer(City, '{"city": 1}')).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/city[\s\S]*people/),
  })
})

test('servers are asked to be strict only with shapes that strict servers take', () => {
  const strict = (schema: z.ZodType) => responseFormat(schema, 'json_schema')
  expect(strict(City)).toMatchObject({ json_schema: { strict: true, schema: { additionalProperties: false } } })
  expect(strict(z.object({ list: z.array(z.object({ a: z.string().optional() })) }))).toMatchObject({
    json_schema: { strict: false },
  })
  expect(strict(z.record(z.string(), z.int()))).toMatchObject({ json_schema: { strict: false } })
})

test('the shape is described in words only where the server does not hold the model to it', () => {
  expect(describeShape(City, 'json_schema')).toBeUndefined()
  expect(describeShape(City, 'json_object')).toContain('"people"')
  expect(describeShape(City, 'fenced')).toContain('```json')
})
