import { z } from 'zod'

/** An argument of a call: in a line where it is short, as a text of its own where it is long. */
export type CallValue = { name: string; text: string; isLong: boolean }

const Given = z.record(z.string(), z.unknown())
const shortest = 100

/** What was given to a foreign tool, argument by argument; nothing where the text is no JSON object. */
export function callValues(json: string): CallValue[] {
  return Object.entries(read(json)).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
    return { name, text, isLong: text.length > shortest || text.includes('\n') }
  })
}

function read(json: string): Record<string, unknown> {
  try {
    return Given.parse(JSON.parse(json))
  } catch {
    return {}
  }
}
