import type { ForeignTrajectory } from './foreign'

const longestName = 200

export type Names = ReturnType<typeof toNames>

/**
 * The names of a foreign trajectory as lists and addresses have them; `file` stands for the repository where none is known.
 * What is too long for a name, or nothing that a database can hold, is made fit, and said.
 */
export function toNames(foreign: ForeignTrajectory, file: string) {
  const cut: string[] = []
  const replaced: string[] = []
  const mend = (what: string, text: string): string => {
    const whole = text.toWellFormed().replaceAll('\0', '\ufffd')
    if (whole !== text) replaced.push(what)
    if (whole.length > longestName) cut.push(what)
    return whole.slice(0, longestName).toWellFormed()
  }
  const names = {
    repository: mend('repository', foreign.repository ?? file),
    agent: mend('agent', foreign.agent),
    model: foreign.model && mend('model', foreign.model),
    instance: foreign.instance && mend('instance', foreign.instance),
    commit: foreign.commit && mend('commit', foreign.commit),
    licence: foreign.licence && mend('licence', foreign.licence),
  }
  const remarks = [
    ...(cut.length > 0 ? [`Names of more than ${longestName} characters are cut: ${cut.join(', ')}.`] : []),
    ...(replaced.length > 0
      ? [`Names hold NUL or half a character, which is replaced by \ufffd: ${replaced.join(', ')}.`]
      : []),
  ]
  return { ...names, remarks }
}
