import type { Topic } from './glance'
import { codes, plural, quantity, sentence } from './phrase'
import type { Random } from './random'

/** What a cheap look at a text shows, in sentences: sections, keys, targets, rules. */
export function topicPoints(topics: Topic[], most: number, random: Random): { weight: number; text: string }[] {
  return topics
    .filter((topic) => topic.names.length > 0)
    .map((topic, index) => ({ weight: 7 - Math.min(3, index), text: sentence(topicWords(topic, index, most, random)) }))
}

function topicWords({ noun, names }: Topic, index: number, most: number, random: Random): string {
  if (noun === 'section') return sections(names, most, random)
  if (noun === 'name')
    return random.pick([
      `it will have to speak of ${codes(names, most)}`,
      `names that have to come up: ${codes(names, most)}`,
    ])
  const group = /^entry under (.+)$/.exec(noun)?.[1]
  if (group)
    return random.pick([
      `under ${group} ${names.length === 1 ? 'stands' : 'stand'} ${codes(names, most)}`,
      `${group} has ${codes(names, most)}`,
    ])
  const many = names.length === 1 ? noun : plural(noun)
  if (index === 0)
    return random.pick([
      `the ${many} it needs: ${codes(names, most)}`,
      `it comes down to the ${many} ${codes(names, most)}`,
      `I put in the ${many} ${codes(names, most)}`,
    ])
  return random.pick([`to these come the ${many} ${codes(names, most)}`, `as ${many} it gets ${codes(names, most)}`])
}

function sections(names: string[], most: number, random: Random): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`)
  const more = names.length > shown.length ? `, and ${quantity(names.length - shown.length, 'more section')}` : ''
  if (shown.length === 1)
    return random.pick([
      `one section is enough: ${shown[0]}`,
      `under the heading ${shown[0]} there is room for all of it`,
    ])
  return `${random.pick(['I would lead through it in this order:', 'its sections, in order:', 'the reader goes from one section to the next:'])} ${shown.join(', ')}${more}`
}
