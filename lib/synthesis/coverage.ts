import type { Facts, FileFacts } from './facts'
import { isTest, titleOf } from './file-words'

/** The tests that reach a file, the one that is most about it first, and the file through which they do; null: directly. */
export type Coverage = { tests: readonly string[]; names: readonly string[]; through: string | null }

/**
 * Looks for the tests of each file: those that import it, else those that are named as it is, else those of a file that
 * uses it. Files are given from the last to the first, so that what uses a file is known before it; only in a cycle is
 * something not found.
 */
export function openCoverage(): { add(file: FileFacts): Coverage | undefined } {
  const found = new Map<string, Coverage>()
  const tests = new Map<string, string[]>()
  const known = new Set<string>()
  const coverageOf = (file: FileFacts): Coverage | undefined => {
    const title = subjectOf(file.path)
    const direct = file.usedBy.filter(({ path }) => known.has(path))
    const rank = ({ path, names }: FileFacts['usedBy'][number]) => (subjectOf(path) === title ? 100 : 0) + names.length
    const nearest = direct.toSorted((a, b) => rank(b) - rank(a) || (a.path < b.path ? -1 : 1))
    if (nearest.length > 0) {
      const own = new Set(file.symbols.map(({ name }) => name))
      const names = nearest.flatMap((use) => use.names.filter((name) => own.has(name)))
      return { tests: nearest.map(({ path }) => path), names: [...new Set(names)], through: null }
    }
    const namesakes = tests.get(title)?.filter((path) => isBeside(path, file.path)) ?? []
    if (namesakes.length > 0 && file.symbols.length > 0) return { tests: namesakes, names: [], through: null }
    const users = file.usedBy.flatMap(({ path }) => {
      const coverage = found.get(path)
      return coverage ? [{ path, ...coverage }] : []
    })
    const [through] = users.toSorted(
      (a, b) => Number(a.through !== null) - Number(b.through !== null) || b.tests.length - a.tests.length,
    )
    return through && { tests: through.tests, names: [], through: through.path }
  }
  return {
    add(file) {
      if (isTest(file) && !isSetting.test(file.path)) {
        const title = subjectOf(file.path)
        known.add(file.path)
        tests.set(title, [file.path, ...(tests.get(title) ?? [])])
        return undefined
      }
      const coverage = coverageOf(file)
      if (coverage) found.set(file.path, coverage)
      return coverage
    },
  }
}

/** The last word of a path without what makes it a test: `tests/test_queue.py` and `src/queue.py` are about the same. */
function subjectOf(path: string): string {
  return titleOf(path).replace(/[\s_-]*\b(?:tests?|specs?)$/i, '')
}

/** Prepares tests, and holds none that are worth a name. */
const isSetting = /(?:^|\/)(?:conftest|(?:test|spec)_?helpers?)\.[a-z]+$/i

/** Folders that say where sources and tests lie, not what they are about. */
const general = /^(?:src|source|sources|lib|main|java|kotlin|scala|app|pkg|tests?|__tests__|specs?|unit|integration)$/i

/** Whether a test of the same name can be about a file by where the two lie: at most one folder apart. */
function isBeside(test: string, path: string): boolean {
  const foldersOf = (some: string) =>
    some
      .split('/')
      .slice(0, -1)
      .map((folder) => folder.replace(/[._-]?(?:tests?|specs?)$/i, ''))
      .filter((folder) => folder !== '' && !general.test(folder))
  const folders = foldersOf(path)
  const ofTest = foldersOf(test)
  return ofTest.every((folder) => folders.includes(folder)) && folders.length - ofTest.length <= 1
}

/** The coverage of every file of a project, by path. */
export function coverageOf({ fileOf, of }: Facts): Map<string, Coverage> {
  const coverage = openCoverage()
  const paths = [...fileOf.keys()].reverse()
  return new Map(
    paths.flatMap((path): [string, Coverage][] => {
      const found = coverage.add(of(path))
      return found ? [[path, found]] : []
    }),
  )
}
