import { taggedLicence } from './header-licence'
import { declaredLicence, findContainedLicence, isLicencePath, type LicenceText, matchLicence } from './licence'

export type TextFile = {
  path: string
  text: string
  /** What its own header states, where that is known already. */
  license?: string
}

/** Looked at first: with one of these nearly word for word there is no need to compare with all seven hundred. */
const common = [
  ...['MIT', 'Apache-2.0', 'BSD-3-Clause', 'BSD-2-Clause', 'ISC', 'GPL-3.0-only', 'GPL-2.0-only', 'AGPL-3.0-only'],
  ...['LGPL-3.0-only', 'LGPL-2.1-only', 'LGPL-2.0-only', 'MPL-2.0', 'Unlicense', 'CC0-1.0', '0BSD', 'MIT-0', 'BSL-1.0'],
  ...['Zlib', 'EPL-2.0', 'EPL-1.0', 'Artistic-2.0', 'WTFPL', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'Python-2.0', 'OFL-1.1'],
  ...['PostgreSQL', 'NCSA', 'MS-PL', 'EUPL-1.2', 'BlueOak-1.0.0', 'UPL-1.0', 'BSD-4-Clause'],
]
/** Short enough to be written out at the top of a file. */
const inHeaders = ['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'BSD-4-Clause', 'ISC', 'Zlib', 'BSL-1.0', '0BSD', 'MIT-0']

/** The licence texts that headers of files hold. */
export async function headerTexts(): Promise<() => LicenceText[]> {
  const { default: list } = await import('spdx-license-list/full')
  return () => inHeaders.map((id) => ({ id, text: list[id]?.licenseText ?? '' }))
}

const nearlyWordForWord = 0.97
/** By how much a rare licence must be nearer than a common one. */
const rareMargin = 0.03

/**
 * The SPDX identifier (or expression) of a repository's licence: from the text of its licence files, else from what its
 * manifests declare, else from the headers of its files; undefined when nothing tells.
 */
export async function detectLicence(files: readonly TextFile[]): Promise<string | undefined> {
  const declared = await fromManifests(files)
  const texts = files.filter((file) => isLicencePath(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const found = new Set<string>()
  for (const { text } of texts) {
    const id = taggedLicence(text) ?? (await fromText(text))
    if (id) found.add(id)
  }
  if (declared && [...found].some((id) => isSameText(id, declared))) return declared
  if (found.size === 1) return [...found][0]
  // Several licence files: the manifest says how they go together.
  if (found.size > 1) return declared ?? [...found].sort().join(' AND ')
  return declared ?? fromHeaders(files)
}

/** The licence of a text: `GPL-3.0-only` stands for both ways of granting it, since the text is the same. */
async function fromText(text: string): Promise<string | undefined> {
  const { default: list } = await import('spdx-license-list/full')
  const textOf = (id: string): LicenceText => ({ id, text: list[id]?.licenseText ?? '' })
  const first = matchLicence(text, common.map(textOf))
  if (first && first.similarity >= nearlyWordForWord) return first.id
  const isCurrent = (id: string) => !/^(?:[AL]?GPL-\d(?:\.\d)?\+?)$|-or-later$/.test(id)
  const ids = Object.keys(list).filter(isCurrent).sort()
  const any = matchLicence(text, ids.map(textOf))
  if (first && (any?.similarity ?? 0) < first.similarity + rareMargin) return first.id
  return any?.id ?? findContainedLicence(text, common.map(textOf))
}

async function fromManifests(files: readonly TextFile[]): Promise<string | undefined> {
  const { default: correct } = await import('spdx-correct')
  for (const path of ['package.json', 'pyproject.toml', 'Cargo.toml', 'composer.json']) {
    const file = files.find((each) => each.path === path)
    const declared = file && declaredLicence(path, file.text)?.trim()
    if (!declared || /^(?:see|unlicensed$|proprietary)/i.test(declared)) continue
    const isExpression = /\s(?:AND|OR|WITH)\s/.test(declared)
    const id = isExpression ? declared : correct(declared.replace(/\s*\/\s*.*$/, ''))
    if (id) return id
  }
  return undefined
}

/** A licence that fewer of the files state is not that of the repository. */
const leastTagged = 0.25

/** The licence that most files state in their headers. */
function fromHeaders(files: readonly TextFile[]): string | undefined {
  const stated = files.flatMap(({ license, text }) => license ?? taggedLicence(text.slice(0, 2000)) ?? [])
  const counts = [...Map.groupBy(stated, (id) => id)].map(([id, all]) => ({ id, count: all.length }))
  const [first] = counts.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
  return first && first.count >= leastTagged * files.length ? first.id : undefined
}

function isSameText(id: string, declared: string): boolean {
  const base = (name: string) => name.replace(/-(?:only|or-later)$|\+$/, '')
  return base(id) === base(declared)
}
