/**
 * The text with only the first branch of each `#if`: its directives and the other branches are blank, so that everything
 * keeps its place.
 */
export function firstBranches(text: string): string {
  const skips: boolean[] = []
  return text
    .split('\n')
    .map((line) => {
      const directive = /^\s*#\s*(if|elif|else|endif)\b/.exec(line)?.[1]
      if (directive === 'if') skips.push(false)
      else if (directive === 'endif') skips.pop()
      else if (directive !== undefined && skips.length > 0) skips[skips.length - 1] = true
      return directive !== undefined || skips.includes(true) ? line.replace(/[^\r]/g, ' ') : line
    })
    .join('\n')
}
