import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outline } from '@/lib/structure/outline'
import { components } from './components'

const read = async (path: string, text: string) => components.outline(path, text)
const shape = ({ symbols }: Outline) =>
  symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )
const importsOf = ({ imports }: Outline) =>
  imports.map(({ kind, specifier, names, line }) => `${kind} ${specifier} ${names} ${line}`)
const exportsOf = ({ exports }: Outline) => exports.map(({ name, line }) => `${name} ${line}`)

const vue = `<script lang="ts">
import type { T } from './t'
export const shared = 1
export default { name: 'x' }
</script>

<script setup lang="ts" generic="A extends B<'c'>">
import Child from '@/Child.vue'
const count = ref<number>(1 < 2 ? 1 : 0)
function add(): void {}
</script>

<template>
  <Child v-if="a < b && c > d" @click="add">{{ count }}</Child>
</template>

<style src="./theme.css" scoped></style>
`

const svelte = `<!--
@component
Shows a card.

Second paragraph.
-->
<script module>
  export const size = 1
</script>
<script lang="ts">
  import Icon from './Icon.svelte'
  export let title: string
  let open = false
</script>

{#if a < b}<Icon {...$$props} on:click={() => (open = !open)} />{/if}
`

const astro = `---
// The page.

import Layout from '../Layout.astro'
export const prerender = true
const { title } = Astro.props as { title: string }
if (!title) return Astro.redirect('/')
---
<Layout>{items.map((item) => <li>{item}</li>)}</Layout>
<script>
  import { start } from '../start'
  start(1 as number)
</script>
<script type="application/ld+json">{ "import": 1 }</script>
<script src="https://example.org/a.js"></script>
<script src="../client.ts"></script>
`

describe('a component', () => {
  it('of Vue is a class named after its file, around what its setup declares', async () => {
    const outline = await read('src/TheCard.vue', vue)
    expect(shape(outline)).toEqual([
      '+class TheCard 1-17',
      '+constant shared 3-3',
      '-constant TheCard.count 9-9',
      '-function TheCard.add 10-10',
    ])
    expect(importsOf(outline)).toEqual([
      'type-import ./t T 2',
      'import @/Child.vue default 8',
      'import ./theme.css  17',
    ])
    expect(exportsOf(outline)).toEqual(['default 1', 'shared 3'])
    expect(outline.parseErrors).toEqual([])
  })

  it('of Svelte exports what its module script does, and has its properties as members', async () => {
    const outline = await read('Card.svelte', svelte)
    expect(shape(outline)).toEqual([
      '+class Card 1-16',
      '+constant size 8-8',
      '+variable Card.title 12-12',
      '-variable Card.open 13-13',
    ])
    expect(exportsOf(outline)).toEqual(['default 1', 'size 8'])
    expect(outline.doc).toBe('Shows a card.')
    expect(outline.symbols[0]?.doc).toBe('Shows a card.')
  })

  it('of Astro is read from its frontmatter and its scripts, as TypeScript', async () => {
    const outline = await read('pages/index.astro', astro)
    expect(shape(outline).slice(0, 3)).toEqual([
      '+class index 1-16',
      '+constant index.prerender 5-5',
      '-constant index.title 6-6',
    ])
    expect(importsOf(outline)).toEqual([
      'import ../Layout.astro default 4',
      'import ../start start 11',
      'import ../client.ts  16',
    ])
    expect(exportsOf(outline)).toEqual(['default 1', 'prerender 5'])
    expect(outline.doc).toBe('The page.')
    expect(outline.parseErrors).toEqual([])
  })

  it.each([
    ['no script', 'A.vue', '<template><p>hi</p></template>', []],
    [
      'a bracket that begins the second',
      'A.vue',
      '<script>\nlet a</script>\n<script>\n[b].map(c)\nimport d from "d"</script>',
      ['import d default 5'],
    ],
    [
      'two on one line',
      'A.vue',
      '<script>import a from "a"</script><script setup>import b from "b"</script>',
      ['import a default 1', 'import b default 1'],
    ],
    ['an emoji before it', 'A.svelte', '<p>🎉 日本</p>\n<script>\nimport a from "a"</script>', ['import a default 3']],
  ])('with %s', async (_, path, text, expected) => {
    expect(importsOf(await read(path, text))).toEqual(expected)
  })

  it('may be written in TSX', async () => {
    const { parseErrors } = await read('A.vue', '<script lang="tsx">\nconst x = <p>{a as B}</p></script>')
    expect(parseErrors).toEqual([])
  })

  it('keeps the lines of what does not parse', async () => {
    const { parseErrors } = await read('A.vue', '<template/>\n<script>\nconst a = 1\nconst x = ;\n</script>')
    expect(parseErrors).toEqual([{ startLine: 4, endLine: 4, message: 'Unexpected token' }])
  })

  it('that parses has the same imports with and without its outline, whatever it is made of', async () => {
    const parts = [
      '<script>',
      '<script setup lang="ts">',
      '</script>',
      '---\n',
      '\n',
      'import a from "a"',
      '{#if a < b}',
    ]
    const more = ['const x = import("./x")', '<style src="s.css">', '</style>', '<', '>', '"', "'", '🎉', '<!--', '-->']
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...parts, ...more), { maxLength: 20 }),
        fc.constantFrom('A.vue', 'A.svelte', 'A.astro'),
        async (pieces, path) => {
          const text = pieces.join('')
          const outline = await read(path, text)
          // Of what does not parse, imports may be those that it would have.
          if (outline.parseErrors.length === 0) expect(await components.imports?.(path, text)).toEqual(outline.imports)
          const lines = text.split('\n').length
          for (const { startLine, endLine } of outline.symbols)
            expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
})
