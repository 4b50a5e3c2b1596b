/** A stretch of a document, up to `end`, that loss falls on, or not, as a whole. */
export type Span = { end: number; isTrained: boolean }

/** Reads a document piece by piece; each time it gives the spans that are certain by now, in order and without gaps. */
export type LossReader = { read(piece: string): Span[] }

type Element = { name: string; isTrained: boolean }

/**
 * Where loss falls in a rendered document (lib/trajectory/render.ts): on everything but the request and the observations.
 * Only where elements begin and end is read, so that a document may be cut off anywhere. Tags are ASCII: a text may be given
 * as one character for each byte, and the ends then count bytes. Throws where the text is no such document.
 */
export function openLossReader(): LossReader {
  /** What is not behind us yet, and where in the document it begins. */
  let text = ''
  let start = 0
  let said = 0
  let within: Element | undefined
  return {
    read(piece) {
      const spans: Span[] = []
      const say = (at: number, isTrained: boolean) => {
        const [last, end] = [spans.at(-1), start + at]
        if (end <= said) return
        said = end
        if (last?.isTrained === isTrained) last.end = end
        else spans.push({ end, isTrained })
      }
      text += piece
      let at = 0
      while (at < text.length) {
        if (within) {
          const end = endOfBody(text, at, within.name)
          say(end ?? text.length, within.isTrained)
          if (end === undefined) {
            at = Math.max(at, text.length - lengthOfClosing(within.name))
            break
          }
          at = end
          within = undefined
          continue
        }
        const tag = readTag(text, at, start + at)
        if (tag === undefined) {
          const isTrained = startsTrained(text.slice(at), start + at)
          if (isTrained !== undefined) say(text.length, isTrained)
          break
        }
        say(tag.end, tag.isTrained)
        at = tag.end
        if (tag.name !== 'run') within = tag
      }
      // A copy: a slice would keep the whole piece that it lies in alive.
      text = Buffer.from(text.slice(at)).toString()
      start += at
      return spans
    },
  }
}

/**
 * The elements that the beginning of a document is made of, or a part from within it; a run counts where it begins and where
 * it ends. Undefined when it is made of anything else, or breaks off within one.
 */
export function elementsOf(text: string, part: 'beginning' | 'within'): string[] | undefined {
  const names: string[] = []
  for (let at = 0; at < text.length; ) {
    const position = part === 'within' ? at + 1 : at
    const tag = readTag(text, at, position)
    const end = tag?.name === 'run' ? tag.end : tag && endOfBody(text, tag.end, tag.name)
    if (tag === undefined || end === undefined) return undefined
    names.push(tag.name.replace(/-\d+$/, ''))
    at = end
  }
  return names
}

const openingTag = /<(request|run|think|act|observe)(-\d+)?(?: [a-z]+="(?:[^"\\]|\\.)*")*>\n/y
const closingRun = '</run>\n'

/** The tag at a place, which ends a run or begins an element; undefined when there is none, or a part of one. */
function readTag(text: string, at: number, position: number): (Element & { end: number }) | undefined {
  if (text.startsWith(closingRun, at)) return { name: 'run', isTrained: true, end: at + closingRun.length }
  openingTag.lastIndex = at
  const [tag, name = '', number = ''] = openingTag.exec(text) ?? []
  if (tag === undefined) return undefined
  const isRequest = name === 'request'
  // A document begins with the request, and has no other.
  if (isRequest !== (position === 0)) return undefined
  return { name: name + number, isTrained: !isRequest && name !== 'observe', end: at + tag.length }
}

/** Of a tag that is cut off: its second character tells observations from all else. */
function startsTrained(rest: string, position: number): boolean | undefined {
  if (!rest.startsWith('<') || rest.includes('\n')) throw malformed(position)
  if (position === 0) return false
  return rest.length === 1 ? undefined : rest[1] !== 'o'
}

function endOfBody(text: string, at: number, name: string): number | undefined {
  const closing = new RegExp(`</${name}( no-newline)?>\\n`, 'g')
  closing.lastIndex = at
  return closing.test(text) ? closing.lastIndex : undefined
}

function lengthOfClosing(name: string): number {
  return `</${name} no-newline>\n`.length
}

function malformed(position: number): Error {
  return new Error(`the text is no rendered trajectory: no element can be read at ${position}.`)
}
