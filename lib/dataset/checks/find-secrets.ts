import { lintSource } from '@secretlint/core'
import { rules } from '@secretlint/secretlint-rule-preset-recommend'

export type Secret = { rule: string; literal: string; start: number }

/** A comment in a source must not talk the check out of what it finds. */
const talking = '@secretlint/secretlint-rule-filter-comments'

const config = {
  rules: rules.filter(({ meta }) => meta.id !== talking).map((rule) => ({ id: rule.meta.id, rule })),
}

/** Credentials by the patterns of those who issue them (secretlint's recommended rules). */
export async function findSecrets(content: string): Promise<Secret[]> {
  const { messages } = await lintSource({
    source: { filePath: '/document.txt', content, ext: '.txt', contentType: 'text' },
    options: { config },
  })
  return messages.map(({ ruleId, message, range }) => {
    const [start, end] = range
    // Some rules give the range of more or less than the secret; the message ends with the very text.
    const said = message.slice(message.indexOf(': ') + 2)
    const at = said === '' ? -1 : content.indexOf(said, start)
    const isSaid = at >= 0 && at <= end
    return {
      rule: ruleId.replace(/^@secretlint\/secretlint-rule-/, ''),
      literal: isSaid ? said : content.slice(start, end),
      start: isSaid ? at : start,
    }
  })
}
