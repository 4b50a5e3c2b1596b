import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProseBlock } from '@/components/trajectory/thought-text'
import { diffBlocks } from './diff-blocks'

/** `[−removed−]`, `[+added+]`, with a mark for what begins a block. */
function drawn(blocks: readonly ProseBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'code') return [marked(`\`\`\`${block.text}`, block.change)]
    if (block.kind === 'list')
      return block.items.map((item) => `- ${item.map(({ text, change }) => marked(text, change)).join('')}`)
    return [block.inlines.map(({ text, change }) => marked(text, change)).join('')]
  })
}

function marked(text: string, change: 'added' | 'removed' | undefined): string {
  if (!change) return text
  return change === 'added' ? `[+${text}+]` : `[-${text}-]`
}

test('equal thoughts have no change', () => {
  expect(drawn(diffBlocks('One `two` three.', 'One `two`\nthree.'))).toEqual(['One two\nthree.'])
})

test('a word in place of another is marked, the others stay', () => {
  expect(drawn(diffBlocks('It keeps a list of the waiting tasks.', 'It keeps a heap of the waiting tasks.'))).toEqual([
    'It keeps a [-list-][+heap+] of the waiting tasks.',
  ])
})

test('a sentence written anew reads as a whole, old before new', () => {
  expect(drawn(diffBlocks('Sort the tasks, then run.', 'Order all the work before start.'))).toEqual([
    '[-Sort the tasks, then run-][+Order all the work before start+].',
  ])
})

test('a removed paragraph and a new item are blocks of their own', () => {
  expect(drawn(diffBlocks('First.\n\nSecond thing.\n\n- one', 'First.\n\n- one\n- two and three'))).toEqual([
    'First.',
    '[-Second thing.-]',
    '- one',
    '- [+two and three+]',
  ])
})

test('code changes as a whole', () => {
  expect(drawn(diffBlocks('Call `run(a)`.\n\n```\nlet a\n```', 'Call `run(b)`.\n\n```\nlet b\n```'))).toEqual([
    'Call [-run(a)-][+run(b)+].',
    '[-```let a-]',
    '[+```let b+]',
  ])
})

test('without the added words the old thought is left, without the removed ones the new', () => {
  const prose = fc
    .array(fc.constantFrom('the ', 'task ', 'queue', '. ', '`run` ', '\n\n', '\n- ', '**now** ', 'heap '), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''))
  const left = (blocks: ProseBlock[], without?: 'added' | 'removed') =>
    blocks
      .flatMap((block) => {
        if (block.kind === 'code') return []
        return block.kind === 'list' ? block.items.flat() : block.inlines
      })
      .filter(({ change }) => change === undefined || change !== without)
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/g, '')
  fc.assert(
    fc.property(prose, prose, (before, after) => {
      const blocks = diffBlocks(before, after)
      expect(left(blocks, 'added')).toBe(left(diffBlocks(before, before)))
      expect(left(blocks, 'removed')).toBe(left(diffBlocks(after, after)))
    }),
  )
})
