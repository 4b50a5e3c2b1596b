import type { Topic } from './glance'
import { codes, plural, quantity, sentence } from './phrase'
import type { Point } from './recipe'
import type { Voice } from './voice'

const group = /^entry under (.+)$/

/** What a text is made of, in sentences: sections, keys, targets, rules. Many groups of entries stand in a list. */
export function topicPoints(topics: Topic[], most: number, voice: Voice): Point[] {
  const told = topics.filter((topic) => topic.names.length > 0)
  const groups = told.filter((topic) => group.test(topic.noun))
  const plain = told.filter((topic) => !group.test(topic.noun))
  const sentences = plain.map((topic, index) => ({
    weight: 7 - Math.min(3, index),
    text: sentence(topicWords(topic, index, most, voice)),
  }))
  if (groups.length < 3)
    return [...sentences, ...groups.map((topic) => ({ weight: 5, text: sentence(groupWords(topic, most)) }))]
  const opening = voice.inTurn(['What stands under them:', 'Looking inside:', 'One level down:'])
  return [
    ...sentences,
    { weight: 6, text: opening },
    ...groups.map((topic, index) => ({ weight: 6 - index / 10, text: `- ${itemWords(topic, most)}` })),
  ]
}

function groupWords({ noun, names }: Topic, most: number): string {
  return `under ${group.exec(noun)?.[1]} ${names.length === 1 ? 'stands' : 'stand'} ${codes(names, most)}`
}

function itemWords({ noun, names }: Topic, most: number): string {
  return `${group.exec(noun)?.[1]}: ${codes(names, most)}.`
}

function topicWords({ noun, names }: Topic, index: number, most: number, voice: Voice): string {
  if (noun === 'section') return sections(names, most, voice)
  if (noun === 'name')
    return voice.inTurn([
      `it will have to speak of ${codes(names, most)}`,
      `names that have to come up: ${codes(names, most)}`,
      `the reader should meet ${codes(names, most)}`,
    ])
  const many = names.length === 1 ? noun : plural(noun)
  const listed = codes(names, most)
  if (index > 0)
    return voice.inTurn([`to these come the ${many} ${listed}`, `there will also be the ${many} ${listed}`])
  return voice.inTurn([
    `what it needs ${names.length === 1 ? 'is' : 'are'} the ${many} ${listed}`,
    `it comes down to the ${many} ${listed}`,
    `I put in the ${many} ${listed}`,
    `at the top ${names.length === 1 ? 'stands' : 'stand'} the ${many} ${listed}`,
  ])
}

function sections(names: string[], most: number, voice: Voice): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`)
  const more = names.length > shown.length ? `, and ${quantity(names.length - shown.length, 'more section')}` : ''
  if (shown.length === 1)
    return voice.inTurn([
      `one heading is enough: ${shown[0]}`,
      `under the heading ${shown[0]} there is room for all of it`,
    ])
  const opening = voice.inTurn([
    'I would lead through it in this order:',
    'its sections, in order:',
    'the reader goes from one section to the next:',
    'I divide it into',
  ])
  return `${opening} ${shown.join(', ')}${more}`
}
