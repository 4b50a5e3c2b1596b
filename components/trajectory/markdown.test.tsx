import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './markdown'
import { textLeaves } from './text-leaves'

type Span = { text: string; offset: number; length: number; isExact: boolean }

const unescaped: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }
const span = /<span data-offset="(\d+)"(?: data-length="(\d+)")?>([^<]*)<\/span>/g

function render(text: string): { html: string; spans: Span[] } {
  const html = renderToStaticMarkup(<Markdown text={text} />)
  const spans = [...html.matchAll(span)].map(([, offset, length, inner = '']) => {
    const plain = inner.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (one) => unescaped[one] ?? one)
    return { text: plain, offset: Number(offset), length: Number(length ?? plain.length), isExact: !length }
  })
  return { html, spans }
}

const texts = ({ spans }: { spans: Span[] }) => spans.map(({ text }) => text)

const marks = fc.constantFrom(
  ...[
    'a',
    'Zoë ',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '*',
    '**',
    '_',
    '`',
    '``',
    '```ts\n',
    '\n```\n',
    '- ',
    '1. ',
    '> ',
    '# ',
    '\t',
  ],
  ...[
    '[a](https://x.y)',
    '![i](http://z/i.png)',
    '<b>',
    '</b>',
    '<!-- c -->',
    '&amp;',
    '&lt;',
    '&#65;',
    '&nbsp;',
    '\\*',
    '\\',
  ],
  ...[
    '~~',
    '| a | b |\n|---|---|\n| 1 | \\| |\n',
    'https://x.y/z',
    'me@x.org',
    '[^1]',
    '[^1]: note',
    '[a]: b',
    '- [x] ',
    '👩‍💻',
    '    ',
  ],
)
const markdown = fc.array(marks, { maxLength: 24 }).map((parts) => parts.join(''))

test('every text of a thought says where in the source exactly it begins, in the order of the source', () => {
  fc.assert(
    fc.property(markdown, (source) => {
      const { html, spans } = render(source)
      let end = 0
      for (const { text, offset, length, isExact } of spans) {
        if (isExact) expect(source.slice(offset, offset + length)).toBe(text)
        expect(offset).toBeGreaterThanOrEqual(end)
        end = offset + length
      }
      expect(end).toBeLessThanOrEqual(source.length)
      expect(html.replaceAll(span, '').replaceAll(/<[^>]*>/g, '')).toBe('')
    }),
    { numRuns: 300 },
  )
})

test('no letter of a thought is lost, but for the addresses of links and the languages of code', () => {
  const plain = fc
    .array(marks, { maxLength: 24 })
    .map((parts) => parts.filter((part) => !/`|~|\]\(|^&|[|]|\[x\]/.test(part)).join(''))
  const letters = (text: string) => [...text.matchAll(/\p{L}/gu)].join('')
  fc.assert(
    fc.property(plain, (source) => {
      expect(letters(texts(render(source)).join(''))).toBe(letters(source))
    }),
    { numRuns: 300 },
  )
})

test('an entity stands as a whole for what it is written as, an escape for the character alone', () => {
  expect(render('a &lt; \\* b').spans).toEqual([
    { text: 'a ', offset: 0, length: 2, isExact: true },
    { text: '<', offset: 2, length: 4, isExact: false },
    { text: ' ', offset: 6, length: 1, isExact: true },
    { text: '* b', offset: 8, length: 3, isExact: true },
  ])
})

test('code keeps its lines, without the fence and the indentation of its list', () => {
  const { spans } = render('- a\n\n  ```js\n  js\n    b\n  ```')
  expect(spans.map(({ text, offset }) => [text, offset])).toEqual([
    ['a', 2],
    ['js\n  ', 15],
    ['b', 22],
  ])
})

test('HTML stands as text, scripts are no addresses, and nothing is fetched', () => {
  const { html, spans } = render(
    '<img src=x onerror=alert(1)> <script>x</script>\n\n![a](http://z/i.png) [b](javascript:alert(1)) [c](https://x.y) [d](../e) [f](data:text/html,g)',
  )
  expect(html).not.toMatch(/<(img|script)|<[^>]*(javascript:|src=|data:text)/)
  expect(texts({ spans })[0]).toBe('<img src=x onerror=alert(1)> <script>x</script>')
  expect([...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map((found) => found[1])).toEqual([
    'http://z/i.png',
    'https://x.y',
  ])
  expect(html).toContain('rel="noopener noreferrer nofollow"')
})

test('what has no place in the source stands for none of it', () => {
  expect(textLeaves('ab', 0, 2, 'aXb')).toEqual([
    { text: 'a', offset: 0, length: 1, isExact: true },
    { text: 'X', offset: 1, length: 0, isExact: false },
    { text: 'b', offset: 1, length: 1, isExact: true },
  ])
})
