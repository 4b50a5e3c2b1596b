import { findContainedLicence, type LicenceText } from './licence'

const headLength = 4096

/** What the REUSE specification takes out: tags that are quoted. */
const ignored = /REUSE-IgnoreStart[\s\S]*?(?:REUSE-IgnoreEnd|$)/g

/** Words without which no header grants anything. */
const hint = /licen[cs]e|redistribution and use|permission (?:is hereby granted|to use)|public domain/i

/**
 * The SPDX expression of what the header of a file grants: by its tags, else by a well-known notice, else by a whole
 * licence text (one of `texts`) in it. Undefined when it grants nothing itself, as when it only points to another file.
 */
export function headerLicence(text: string, texts: () => Iterable<LicenceText>): string | undefined {
  const head = text.slice(0, headLength).replace(ignored, '')
  if (!hint.test(head)) return undefined
  return taggedLicence(head) ?? noticedLicence(wordsOf(head)) ?? writtenLicence(head, texts)
}

const tag = /^[^\w\n]*SPDX-License-Identifier:\s*([\w.+()-]+(?:\s+(?:AND|OR|WITH)\s+[\w.+()-]+)*)/gim

/** The `SPDX-License-Identifier` of a text; several of them hold together. */
export function taggedLicence(text: string): string | undefined {
  const found = new Set([...text.matchAll(tag)].map(([, expression = '']) => withoutBrackets(expression)))
  const parts = found.size > 1 ? [...found].map((one) => (/\sOR\s/.test(one) ? `(${one})` : one)) : [...found]
  return parts.length > 0 ? parts.join(' AND ') : undefined
}

function withoutBrackets(expression: string): string {
  return /^\([^()]*\)$/.test(expression) ? expression.slice(1, -1) : expression
}

/** How notices name their licences; `$1` is the version. */
const notices: ReadonlyArray<readonly [pattern: RegExp, id: string]> = [
  [/licensed under (?:the )?(?:terms of the )?apache (?:software )?license,? (?:version |v)?2(?:\.0)?\b/, 'Apache-2.0'],
  [/licensed to the apache software foundation \(asf\)/, 'Apache-2.0'],
  [/mozilla public license,? (?:version |v\.? ?)(\d\.\d)/, 'MPL-$1'],
  [/eclipse public license (?:- )?(?:version |v\.? ?)?(\d\.\d)/, 'EPL-$1'],
  [/boost software license,? (?:- )?version 1\.0/, 'BSL-1.0'],
  [/common development and distribution license,? (?:\(.{0,20}\),? )?version (\d\.\d)/, 'CDDL-$1'],
  [/european union public licen[cs]e,? .{0,40}?(?:version |v\.? ?)(1\.\d)/, 'EUPL-$1'],
  [/microsoft public license \(ms-pl\)/, 'MS-PL'],
  [/universal permissive license (?:\(upl\),? )?(?:version |v ?)1\.0/, 'UPL-1.0'],
  [/(?:under|by) (?:the )?(?:terms of (?:the )?)?(?:an? )?\(?mit(?:\/x11)?\)?(?: style)? licen[cs]e/, 'MIT'],
  [/or the mit licen[cs]e/, 'MIT'],
  [
    /@licen[cs]e:? (?:the )?(mit|isc|apache-2\.0|mpl-2\.0|bsd-[23]-clause|(?:l|a)?gpl-\d\.\d-(?:only|or-later))\b/,
    '$1',
  ],
  [/free and unencumbered software released into the public domain/, 'Unlicense'],
  [/cc0 1\.0 universal/, 'CC0-1.0'],
]

const ids: Record<string, string> = { mit: 'MIT', isc: 'ISC', 'apache-2.0': 'Apache-2.0', 'mpl-2.0': 'MPL-2.0' }

function noticedLicence(words: string): string | undefined {
  const found = notices.flatMap(([pattern, id]) => {
    const version = pattern.exec(words)
    return version ? [id.replace('$1', spelled(version[1] ?? ''))] : []
  })
  const all = [...new Set([...found, ...gnuLicences(words)])].sort()
  const isChoice =
    /at your option,? (?:you may|this file)|alternatively,? (?:the contents|this)|, at your option|either of|\bor the (?:mit|apache|gnu)/.test(
      words,
    )
  return all.length > 0 ? all.join(isChoice ? ' OR ' : ' AND ') : undefined
}

function spelled(id: string): string {
  return (
    ids[id] ??
    id
      .replace(/^bsd/, 'BSD')
      .replace('clause', 'Clause')
      .replace(/^[al]?gpl/, (name) => name.toUpperCase())
  )
}

const gnu = /gnu (lesser |library |affero )?(?:general )?public licen[cs]e/g
const letters: Record<string, string> = { 'lesser ': 'L', 'library ': 'L', 'affero ': 'A' }
const versions = /^[AL]?GPL-(?:1\.0|2\.0|2\.1|3\.0)-/

/** The GNU notices say the version behind the name, or right before it, and whether a later one may be taken. */
function gnuLicences(words: string): string[] {
  return [...words.matchAll(gnu)].flatMap(({ 0: name, 1: kind = '', index }) => {
    const behind = words.slice(index + name.length, index + name.length + 220)
    const version =
      /\bversion (\d(?:\.\d)?) of the $/.exec(words.slice(0, index)) ??
      /^.{0,120}?(?:\bversion |\bv)(\d(?:\.\d)?)\b/.exec(behind)
    const number = version?.[1]?.replace(/^\d$/, '$&.0')
    const isLater = /any later version|or later|or \(at your option\) later/.test(behind)
    const id = `${letters[kind] ?? ''}GPL-${number}-${isLater ? 'or-later' : 'only'}`
    return versions.test(id) ? [id] : []
  })
}

const whole =
  /permission is hereby granted|redistribution and use in source|permission to use, copy, modify|provided 'as-is'/

function writtenLicence(head: string, texts: () => Iterable<LicenceText>): string | undefined {
  return whole.test(wordsOf(head)) ? findContainedLicence(head, texts()) : undefined
}

/** In one line, in lower case, without comment marks. */
function wordsOf(text: string): string {
  return text
    .replace(/^[ \t]*(?:\/\/+!?|\/?\*+\/?|#+|--+|;+|%+|'|<!--|dnl\b|rem\b)[ \t]?/gim, ' ')
    .replace(/\s+/g, ' ')
    .toLowerCase()
}
