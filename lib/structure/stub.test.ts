import { expect, test } from 'vitest'
import { readOutline } from './read-outlines'
import { stubOf } from './stub'

async function stub(path: string, text: string) {
  const outline = await readOutline({ path, text })
  const found = outline && stubOf(path, text, outline)
  const parsed = found && (await readOutline({ path, text: found.text }))
  if (parsed) expect(parsed.parseErrors).toEqual([])
  return found
}

const long = 'call_something_that_takes_a_while(and_more, and_more, and_more)'

test.each([
  [
    'a.ts',
    `export function a(b: string): void {\n  ${long}\n}\n`,
    "export function a(b: string): void {\n  throw new Error('Not implemented')\n}\n",
  ],
  [
    'a.ts',
    `export const a = (b) => {\n  ${long}\n}\n`,
    "export const a = (b) => {\n  throw new Error('Not implemented')\n}\n",
  ],
  [
    'a.py',
    `def a(b, *,\n      c=None) -> int:\n    """What it does."""\n    return ${long}\n`,
    'def a(b, *,\n      c=None) -> int:\n    raise NotImplementedError\n',
  ],
  [
    'a.go',
    `package a\n\nfunc A(b int) error {\n\t${long}\n}\n`,
    'package a\n\nfunc A(b int) error {\n\tpanic("not implemented")\n}\n',
  ],
  ['a.rs', `pub fn a(b: u8) -> u8 {\n    ${long}\n}\n`, 'pub fn a(b: u8) -> u8 {\n    todo!()\n}\n'],
  [
    'A.java',
    `class A {\n  public int b() {\n    return ${long};\n  }\n}\n`,
    'class A {\n  public int b() {\n    throw new UnsupportedOperationException();\n  }\n}\n',
  ],
  ['a.kt', `fun a(b: Int): Int {\n    return ${long}\n}\n`, 'fun a(b: Int): Int {\n    TODO()\n}\n'],
  ['a.kt', `fun a(b: Int): Int = ${long}\n`, 'fun a(b: Int): Int = TODO()\n'],
  ['a.scala', `object A {\n  def b(c: Int): Int =\n    ${long}\n}\n`, 'object A {\n  def b(c: Int): Int = ???\n}\n'],
  [
    'a.swift',
    `public func a(b: Int) -> Int {\n    return ${long}\n}\n`,
    'public func a(b: Int) -> Int {\n    fatalError("Not implemented")\n}\n',
  ],
  [
    'a.cs',
    `public class A\n{\n    public int B()\n    {\n        return ${long};\n    }\n}\n`,
    'public class A\n{\n    public int B()\n    {\n        throw new NotImplementedException();\n    }\n}\n',
  ],
  [
    'a.cs',
    `public class A\n{\n    public int B() =>\n        ${long};\n}\n`,
    'public class A\n{\n    public int B() => throw new NotImplementedException();\n}\n',
  ],
  [
    'a.php',
    `<?php\nfunction a($b)\n{\n    return ${long};\n}\n`,
    "<?php\nfunction a($b)\n{\n    throw new \\LogicException('Not implemented');\n}\n",
  ],
  ['a.rb', `def a(b)\n  ${long}\nend\n`, 'def a(b)\n  raise NotImplementedError\nend\n'],
  ['a.c', `int a(int b)\n{\n    return ${long};\n}\n`, 'int a(int b)\n{\n    abort();\n}\n'],
  [
    'a.cpp',
    `int a(int b) {\n  return ${long};\n}\n`,
    'int a(int b) {\n  throw std::logic_error("not implemented");\n}\n',
  ],
  ['a.sh', `a() {\n  ${long.replace(/[(),]/g, ' ')}\n}\n`, 'a() {\n  return 1\n}\n'],
])('%s: a body gives way to the word of its language', async (path, text, expected) => {
  expect((await stub(path, text))?.text).toBe(expected)
})

test('helpers nobody else sees, long values and comments are left out, and named', async () => {
  const text = `// About this file.\n\nimport { b } from './b'\n\n// Why so many.\nconst table = [\n  1,\n  2,\n  3,\n]\n\n/**\n * What it does.\n */\nexport function a() {\n  ${long}\n}\n\nfunction helper() {\n  ${long}\n}\n`
  expect(await stub('a.ts', text)).toEqual({
    text: "// About this file.\n\nimport { b } from './b'\n\nexport function a() {\n  throw new Error('Not implemented')\n}\n",
    stubbed: ['a'],
    leftOut: ['table', 'helper'],
  })
})

test('decorators go with what is left out and stay with what is stubbed', async () => {
  const text = `@cached\ndef a():\n    return ${long}\n\n\nclass B:\n    @property\n    def c(self):\n        return ${long}\n\n    @cached\n    def _d(self):\n        return ${long}\n`
  expect((await stub('a.py', text))?.text).toBe(
    '@cached\ndef a():\n    raise NotImplementedError\n\n\nclass B:\n    @property\n    def c(self):\n        raise NotImplementedError\n',
  )
})

test('what is no longer than a stub is written at once, and line endings stay', async () => {
  const text = `export function a() {\r\n  return 1\r\n}\r\nexport function b() {\r\n  ${long}\r\n}\r\n`
  expect((await stub('a.ts', text))?.text).toBe(
    "export function a() {\r\n  return 1\r\n}\r\nexport function b() {\r\n  throw new Error('Not implemented')\r\n}\r\n",
  )
})

test('there is no stub where there is nothing to stub, no language for it, or a text that does not parse', async () => {
  expect(await stub('a.ts', 'export const a = 1\n')).toBeUndefined()
  expect(await stub('a.md', '# A\n')).toBeUndefined()
  expect(await stub('a.ts', `export function a( {\n  ${long}\n}\n`)).toBeUndefined()
})
