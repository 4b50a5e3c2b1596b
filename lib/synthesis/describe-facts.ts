import type { FileFacts, Need, ProjectFacts } from './facts'
import type { SymbolFacts } from './symbol-facts'

const mostSymbols = 60
const mostMembers = 24
const mostNeeds = 30
const mostDocCharacters = 400

/** What a model is told of a project: facts, no code. */
export function describeProject(project: ProjectFacts): string {
  const list = (values: readonly string[], most = 20) => values.slice(0, most).join(', ')
  const rows: [string, string][] = [
    ['Name', project.name],
    ['Part of it to be written', project.window ?? ''],
    ['Files that exist already', list(project.given)],
    ['Description', project.description ?? ''],
    ['Introduction', project.introduction ?? ''],
    ['Sections of the README', list(project.sections)],
    ['Languages', list(project.languages.map(({ name, files }) => `${name} (${files})`))],
    ['Files', String(project.files)],
    ['Folders', list(project.folders.map(({ name, files }) => `${name || 'top'} (${files})`))],
    ['Entry points', list(project.entries)],
    ['Used most', list(project.central.map(({ path, users }) => `${path} (by ${users})`))],
    ['Packages', list(project.packages.map(({ name, files }) => `${name} (in ${files})`))],
    ['Scripts', list(project.scripts)],
    ['Tests', list(project.tests)],
  ]
  return lines(rows)
}

/** What a model is told of one file: its role, what it declares and uses, and who uses it; no code. */
export function describeFile(file: FileFacts): string {
  const rows: [string, string][] = [
    ['Path', file.path],
    ['Language', file.language ?? 'none'],
    ['Role', file.role],
    ['Size', `${file.lines} lines`],
    ['About', cut(file.doc)],
    ['Packages', file.packages.join(', ')],
    ['Standard modules', file.builtins.join(', ')],
    ['Used by', file.usedBy.map(({ path, names }) => `${path}${named(names)}`).join(', ')],
    ['Test cases', file.titles.slice(0, mostSymbols).join('; ')],
    ['Content', file.topics.map(({ noun, names }) => `${noun}: ${names.slice(0, mostSymbols).join(', ')}`).join('; ')],
  ]
  const needs = file.needs.slice(0, mostNeeds).map(describeNeed)
  const symbols = file.symbols.slice(0, mostSymbols).flatMap((symbol) => describeSymbol(symbol, ''))
  return [lines(rows), ...section('Uses', needs), ...section('Declares', symbols)].join('\n')
}

function describeNeed({ path, taken, isWritten, doc }: Need): string {
  const about = doc ? `: ${cut(doc)}` : ''
  return `- ${path}${named(taken.map(({ name }) => name))}${isWritten ? '' : ', not written yet'}${about}`
}

function describeSymbol(symbol: SymbolFacts, indent: string): string[] {
  const { name, kind, word, doc, takes, gives, isAsync, bases, isExported, uses, errors, members } = symbol
  const traits = [
    isExported ? 'public' : '',
    isAsync ? 'asynchronous' : '',
    takes.length > 0 ? `takes ${takes.join(', ')}` : '',
    gives ? `gives ${gives}` : '',
    bases.length > 0 ? `extends ${bases.join(', ')}` : '',
    uses.length > 0 ? `works with ${uses.slice(0, 12).join(', ')}` : '',
    errors.length > 0 ? `raises ${errors.join(', ')}` : '',
  ].filter((trait) => trait !== '')
  const about = doc ? `: ${cut(doc)}` : ''
  const own = `${indent}- ${word ?? kind} ${name}${traits.length > 0 ? ` (${traits.join('; ')})` : ''}${about}`
  return [own, ...members.slice(0, mostMembers).flatMap((member) => describeSymbol(member, `${indent}  `))]
}

function lines(rows: readonly [string, string][]): string {
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

function section(title: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`${title}:`, ...items] : []
}

function named(names: readonly string[]): string {
  const said = names.filter((name) => name !== '*')
  return said.length > 0 ? ` (${said.join(', ')})` : ''
}

function cut(text: string | null): string {
  const words = (text ?? '').replace(/\s+/g, ' ').trim()
  return words.length > mostDocCharacters ? `${words.slice(0, mostDocCharacters)}…` : words
}
