import type { Match, Node } from '@/lib/structure/tree-sitter'

/** What a component is written in. */
export type Flavour = 'vue' | 'svelte' | 'astro'

/**
 * A piece of a component that is code; offsets in UTF-16. What is declared in an `isInner` one belongs to the component:
 * it is made anew for each instance.
 */
export type Block = {
  start: number
  end: number
  lang: 'js' | 'ts' | 'tsx'
  isInner: boolean
  /** Its exports are the properties of an instance, as in Svelte. */
  isInstance: boolean
}

/** A file that a block's `src` takes the place of its content from. */
export type Source = { specifier: string; line: number }

export const blocksQuery = `
  (script_element) @script
  (style_element (start_tag) @tag)
  (element (start_tag (tag_name) @name) @tag (#eq? @name "template"))
  (element (self_closing_tag (tag_name) @name) @tag (#eq? @name "template"))
  (comment) @comment
`

/** The code between the two fences that open an Astro component. */
export function frontmatterOf(text: string): Block | undefined {
  const [opening] = /^\s*---[ \t]*\r?\n/.exec(text) ?? []
  if (opening === undefined) return undefined
  const end = text.indexOf('\n---', opening.length - 1)
  return end === -1 ? undefined : { start: opening.length, end: end + 1, lang: 'ts', isInner: true, isInstance: false }
}

export function blockOf(script: Node, flavour: Flavour): Block | undefined {
  const [tag] = script.namedChildren
  const code = script.namedChildren.find((child) => child?.type === 'raw_text')
  if (!tag || !code) return undefined
  const attributes = attributesOf(tag)
  if (!isCode(attributes.get('type') ?? '')) return undefined
  const lang = attributes.get('lang') ?? ''
  const isModule = attributes.has('module') || attributes.get('context') === 'module'
  const isInstance = flavour === 'svelte' && !isModule
  return {
    start: code.startIndex,
    end: code.endIndex,
    lang: /^[jt]sx$/.test(lang) ? 'tsx' : flavour === 'astro' || /^(?:ts|typescript)$/.test(lang) ? 'ts' : 'js',
    isInner: isInstance || attributes.has('setup'),
    isInstance,
  }
}

export function sourceOf(match: Match): Source | undefined {
  const tag = match.tag ?? match.script?.namedChildren[0]
  const specifier = tag ? attributesOf(tag).get('src') : undefined
  if (!tag || !specifier || /^(?:[a-z][\w+.-]*:|\/\/|\{)/i.test(specifier)) return undefined
  return {
    specifier: /^(?:\.{0,2}\/|[@~#$])/.test(specifier) ? specifier : `./${specifier}`,
    line: tag.startPosition.row + 1,
  }
}

/** The text with all but the blocks blanked: every offset and line stays. Statements of two blocks are kept apart. */
export function onlyBlocks(text: string, blocks: readonly Block[]): string {
  let code = ''
  for (const { start, end } of [...blocks].sort((a, b) => a.start - b.start)) {
    const between = blank(text.slice(code.length, start))
    const isApart = between.includes('\n') && !/^\s*[([`+\-*/.,?]/.test(text.slice(start, end))
    code += (code.trim() === '' || isApart ? between : `${between.slice(0, -1)};`) + text.slice(start, end)
  }
  return code + blank(text.slice(code.length))
}

export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** JavaScript's own types, and the words that compilers take; templates and data are no code. */
function isCode(type: string): boolean {
  return /^(?:module|(?:text|application)\/(?:javascript|typescript|babel|jsx|tsx)|ts|tsx|jsx|)$/i.test(type)
}

function attributesOf(tag: Node): Map<string, string> {
  const attributes = tag.namedChildren.filter((child) => child?.type === 'attribute')
  return new Map(
    attributes.map((attribute) => {
      const [, name = '', value = ''] =
        /^([^\s=]+)(?:\s*=\s*["'{]?([\s\S]*?)["'}]?)?$/.exec(attribute?.text ?? '') ?? []
      return [name, value]
    }),
  )
}
