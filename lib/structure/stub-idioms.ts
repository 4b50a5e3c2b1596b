/** How a body is closed off from the rest: by braces, by indentation, or by a word at the end. */
export type BodyStyle = 'braces' | 'indent' | 'end'

/** How one language says that something is not written yet, and what its comments look like. */
export type StubIdiom = {
  style: BodyStyle
  /** The statement that stands in for a body. */
  statement: string
  /** The expression that does, where a body can be one after `=` or `=>`. */
  expression?: string
  comments: 'slashes' | 'hashes'
}

/** By the name of the language (languages.ts); others have no stubs. */
export const stubIdioms: Record<string, StubIdiom> = {
  javascript: { style: 'braces', statement: "throw new Error('Not implemented')", comments: 'slashes' },
  python: { style: 'indent', statement: 'raise NotImplementedError', comments: 'hashes' },
  go: { style: 'braces', statement: 'panic("not implemented")', comments: 'slashes' },
  rust: { style: 'braces', statement: 'todo!()', comments: 'slashes' },
  java: { style: 'braces', statement: 'throw new UnsupportedOperationException();', comments: 'slashes' },
  kotlin: { style: 'braces', statement: 'TODO()', expression: 'TODO()', comments: 'slashes' },
  scala: { style: 'braces', statement: '???', expression: '???', comments: 'slashes' },
  swift: { style: 'braces', statement: 'fatalError("Not implemented")', comments: 'slashes' },
  'c-sharp': {
    style: 'braces',
    statement: 'throw new NotImplementedException();',
    expression: 'throw new NotImplementedException()',
    comments: 'slashes',
  },
  php: { style: 'braces', statement: "throw new \\LogicException('Not implemented');", comments: 'slashes' },
  ruby: { style: 'end', statement: 'raise NotImplementedError', comments: 'hashes' },
  bash: { style: 'braces', statement: 'return 1', comments: 'hashes' },
  c: { style: 'braces', statement: 'abort();', comments: 'slashes' },
  cpp: { style: 'braces', statement: 'throw std::logic_error("not implemented");', comments: 'slashes' },
}
