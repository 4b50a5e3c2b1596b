const thirdPersons: Record<string, string> = { has: 'have', does: 'do', goes: 'go', is: 'be' }

/** "returns" as "return". */
export function bareForm(verb: string): string {
  if (Object.hasOwn(thirdPersons, verb)) return thirdPersons[verb] ?? verb
  if (/(?:ss|x|zz|ch|sh|o)es$/.test(verb)) return verb.slice(0, -2)
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`
  return verb.slice(0, -1)
}

/** "copy the file" as "copies the file", "get or set it" as "gets or sets it". */
export function thirdPerson(act: string): string {
  const [first = '', joint = '', second = '', ...rest] = act.split(' ')
  const isPair = /^(?:or|and)$/.test(joint) && /^[a-z]{3,}$/.test(second)
  return [inflected(first), joint, isPair ? inflected(second) : second, ...rest].filter((word) => word !== '').join(' ')
}

function inflected(verb: string): string {
  const known = Object.entries(thirdPersons).find(([, bare]) => bare === verb)?.[0]
  if (known) return known
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`
}
