import { expect, test } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { openFacts } from './facts'
import { testCases, testHelpers } from './test-cases'

async function casesOf(path: string, text: string) {
  const { outlines } = await readStructure([{ path, text, isTest: true }])
  const file = {
    path,
    content: text,
    outline: outlines.get(path) ?? null,
    language: null,
    isTest: true,
    bytes: text.length,
    sha256: '',
  }
  const facts = openFacts({ name: 'x', files: [file], dependencies: [], external: [] }).of(path)
  return [testCases(facts), testHelpers(facts).map(({ name }) => name)]
}

test('cases are titles, or functions and methods that are named as such, or all methods of a class of tests', async () => {
  expect(await casesOf('test/a.test.js', "function near() {}\ntest('adds one', () => near())\n")).toEqual([
    ['adds one'],
    ['near'],
  ])
  expect(await casesOf('spec/a_spec.rb', 'describe "Queue" do\n  it "keeps order" do\n  end\nend\n')).toEqual([
    ['Queue', 'keeps order'],
    [],
  ])
  expect(await casesOf('a_test.go', 'package a\n\nfunc TestOne(t *testing.T) {}\n\nfunc help() {}\n')).toEqual([
    ['`TestOne`'],
    ['help'],
  ])
  expect(
    await casesOf('tests/QueueTests.cs', 'public class QueueTests\n{\n  public void KeepsOrder() { }\n}\n'),
  ).toEqual([['`KeepsOrder`'], []])
  expect(await casesOf('tests/a.rs', '#[test]\nfn keeps_order() {}\n\nfn open(path: &str) {}\n')).toEqual([
    ['`keeps_order`'],
    ['open'],
  ])
})
