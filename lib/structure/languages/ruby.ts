import type { Language } from '@/lib/structure/language'
import { outlineWith } from '@/lib/structure/outline-with'
import { syntaxErrorsOf } from '@/lib/structure/syntax-errors'
import { readTree } from '@/lib/structure/tree-sitter'
import { docReader } from '@/lib/structure/tree-sitter-language'
import { constantsOf } from './ruby/constants'
import { declarationsOf } from './ruby/declarations'
import { requiresOf } from './ruby/requires'

const grammar = { wasm: 'tree-sitter-ruby/tree-sitter-ruby.wasm', query: '', depth: 0 }

/** Ruby, its build files and gem specifications. */
export const ruby: Language = {
  name: 'ruby',
  version: 1,
  handles: (path) =>
    /\.(?:rb|rake|gemspec|ru)$/i.test(path) || /(?:^|\/)(?:Rakefile|Gemfile|Guardfile|Capfile|Vagrantfile)$/.test(path),
  outline: (_path, text) =>
    readTree(grammar, text, (root) => {
      const { found, comments } = declarationsOf(root, text)
      const docs = docReader({ commentLines }, text, comments, [])
      return outlineWith({
        doc: docs.opening(root),
        symbols: found.map(({ node, symbol }) => ({ ...symbol, doc: docs.of(node) })),
        imports: requiresOf(root, text),
        references: constantsOf(root, text, found),
        parseErrors: syntaxErrorsOf(root),
      })
    }),
  resolver: async (project) => (await import('./ruby/resolver')).rubyResolver(project),
}

/** Words to Ruby, its documentation tools and linters, not to readers. */
const directive =
  /^\s*(?:frozen_string_literal|(?:en)?coding|warn_indent|warn_past_scope|shareable_constant_value|rubocop|typed|:\w+:)\s*:?/

function commentLines(comment: string): string[] {
  const body = comment.replace(/^=begin.*|^=end.*/gm, '')
  const lines = body.split('\n').map((line) => line.replace(/^\s*#+!? ?/, '').trimEnd())
  return lines.filter((line) => !directive.test(line) && !/^-\*-|^\s*[-=*#~]{3,}\s*$/.test(line))
}
