import { parse } from 'smol-toml'
import { z } from 'zod'
import { globTest } from './git-attributes'
import { taggedLicence } from './header-licence'

type TextFile = { path: string; text: string }

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const ReuseToml = z.object({
  annotations: z
    .array(
      z.object({
        path: oneOrMore,
        precedence: z.enum(['closest', 'aggregate', 'override']).default('closest'),
        'SPDX-License-Identifier': oneOrMore.optional(),
      }),
    )
    .default([]),
})

type Annotation = { fits: (path: string) => boolean; licence: string; isOverriding: boolean }

export function isReusePath(path: string): boolean {
  return /(?:^|\/)REUSE\.toml$|^\.reuse\/dep5$|[^/]\.license$/.test(path)
}

/**
 * Licences that are stated beside files, as the REUSE specification 3.3 has it: in `x.license`, in `REUSE.toml` and in
 * `.reuse/dep5`. Gives the licence of a path whose own header states `own`.
 */
export function readReuse(files: readonly TextFile[]): (path: string, own: string | undefined) => string | undefined {
  const beside = new Map<string, string>()
  const annotations: Annotation[] = []
  for (const { path, text } of files) {
    const licence = path.endsWith('.license') ? taggedLicence(text) : undefined
    if (licence) beside.set(path.slice(0, -'.license'.length), licence)
    if (path.endsWith('REUSE.toml')) annotations.push(...annotationsIn(path, text))
    if (path === '.reuse/dep5') annotations.push(...paragraphsIn(text))
  }
  return (path, own) => {
    const annotation = annotations.findLast(({ fits }) => fits(path))
    if (annotation?.isOverriding) return annotation.licence
    return beside.get(path) ?? own ?? annotation?.licence
  }
}

function annotationsIn(path: string, text: string): Annotation[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return parsedToml(text).flatMap((annotation) => {
    const tests = annotation.path.map((pattern) => globTest(`/${pattern}`))
    const licences = annotation['SPDX-License-Identifier']
    if (!licences) return []
    const fits = (given: string) => given.startsWith(folder) && tests.some((test) => test(given.slice(folder.length)))
    return [{ fits, licence: licences.join(' AND '), isOverriding: annotation.precedence === 'override' }]
  })
}

function parsedToml(text: string): z.infer<typeof ReuseToml>['annotations'] {
  try {
    return ReuseToml.safeParse(parse(text)).data?.annotations ?? []
  } catch {
    return []
  }
}

/** The paragraphs of Debian's machine-readable copyright file, where `*` stands for slashes too. */
function paragraphsIn(text: string): Annotation[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const patterns = /^Files:((?:.*\n?)(?:[ \t].*\n?)*)/m.exec(paragraph)?.[1]?.trim().split(/\s+/) ?? []
    const licence = /^License:[ \t]*(\S.*)$/m.exec(paragraph)?.[1]?.trim()
    const tests = patterns.map((pattern) => {
      const source = pattern
        .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')
      return new RegExp(`^${source}$`, 's')
    })
    return licence ? [{ fits: (path) => tests.some((test) => test.test(path)), licence, isOverriding: false }] : []
  })
}
