/**
 * A piece of rendered text and where it comes from: `offset` and `length` are in UTF-16 units of the source. An exact one
 * is that part of the source; others stand for that part as a whole (an entity, a line ending that became a space), or
 * for nothing in it (length 0: the renderer's own words).
 */
export type Leaf = { text: string; offset: number; length: number; isExact: boolean }

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy
const word = /[\p{L}\p{N}]/u

/**
 * Aligns what a Markdown renderer made of `source` between `from` and `to` with the source itself. Renderers leave out
 * marks, escapes and indentation, and replace entities; they do not reorder. The texts of the leaves, joined, are
 * `value`; offsets never fall.
 */
export function textLeaves(source: string, from: number, to: number, value: string): Leaf[] {
  const leaves: Leaf[] = []
  let place = from
  let at = 0
  const add = (text: string, offset: number, length: number, isExact = false) => {
    const last = leaves.at(-1)
    if (isExact && last?.isExact && last.offset + last.length === offset) {
      last.text += text
      last.length += length
    } else leaves.push({ text, offset, length, isExact })
    at += text.length
    place = offset + length
  }
  while (at < value.length) {
    const replaced = entityAt(source, place, to)
    const isReplaced = replaced && !value.startsWith(replaced, at)
    const unit = value[at] ?? ''
    if (isReplaced) add(String.fromCodePoint(value.codePointAt(at) ?? 0), place, replaced.length)
    else if (place < to && source[place] === unit) add(unit, place, 1, true)
    else {
      const next = skipMarks(source, place, to, unit)
      if (next !== undefined) place = next
      else if (/\s/.test(unit) && /\s/.test(source[place] ?? '') && place < to)
        add(unit, place, lineEnding(source, place))
      else add(unit, place, 0)
    }
  }
  return leaves
}

function entityAt(source: string, place: number, to: number): string | undefined {
  entity.lastIndex = place
  const found = source[place] === '&' ? entity.exec(source)?.[0] : undefined
  return found && place + found.length <= to ? found : undefined
}

/** Where the text goes on when only marks lie between: never across a letter or a digit. */
function skipMarks(source: string, place: number, to: number, unit: string): number | undefined {
  for (let next = place; next < to; next += 1) {
    if (source[next] === unit) return next
    if (next > place && entityAt(source, next, to)) return next
    if (word.test(source[next] ?? '')) return undefined
  }
  return undefined
}

function lineEnding(source: string, place: number): number {
  return source.startsWith('\r\n', place) ? 2 : 1
}
