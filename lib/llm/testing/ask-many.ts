import { ask } from '@/lib/llm/ask'
import { testEndpoint } from './test-endpoint'

/** `ask-many URL SUBJECT COUNT LIMITS`: a worker of its own that asks that many questions at once. */
const [url = '', subject = '', count = '1', limits = '{}'] = process.argv.slice(2)
const endpoint = testEndpoint(url, JSON.parse(limits))
const signal = new AbortController().signal

const replies = await Promise.all(
  Array.from({ length: Number(count) }, (_, number) => {
    const request = { messages: [{ role: 'user' as const, content: `${subject} ${number}` }] }
    return ask({ endpoint, subject: { kind: 'test', id: subject }, purpose: 'test', request }, signal)
  }),
)
process.stdout.write(replies.map(({ outcome }) => outcome).join(' '))
process.exit(0)
