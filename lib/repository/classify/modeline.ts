/** `-*- ruby -*-` or `-*- tab-width: 4; mode: ruby; -*-` */
const emacs =
  /-\*-(?:[ \t]*(?=[^:;\s]+[ \t]*-\*-)|(?:.*?[ \t;]|)[ \t]*mode[ \t]*:[ \t]*)([^:;\s]+?)(?=[ \t;]|-\*-).*?-\*-/i

/** `vim: set ft=ruby:`, `vi: noai ft=ruby` */
const vim = /(?:^|[ \t])(?:vim?(?:[<=>]?\d+)?|Vim|[ \t]ex):[^\n]*?\b(?:filetype|ft|syntax)[ \t]*=[ \t]*(\w+)/m

const scope = 5

/** What a file tells Emacs or Vim about its mode, in one of its first or last five lines. */
export function findModeline(text: string): string | undefined {
  const head = firstLines(text)
  return modeIn(head) ?? (head.length < text.length ? modeIn(lastLines(text)) : undefined)
}

function modeIn(lines: string): string | undefined {
  return (emacs.exec(lines)?.[1] ?? vim.exec(lines)?.[1])?.toLowerCase()
}

const longest = 2000

function firstLines(text: string): string {
  let end = -1
  for (let line = 0; line < scope && (line === 0 || end >= 0); line++) end = text.indexOf('\n', end + 1)
  return text.slice(0, Math.min(longest, end < 0 ? text.length : end))
}

function lastLines(text: string): string {
  let start = text.length - 1
  for (let line = 0; line < scope && start > 0; line++) start = text.lastIndexOf('\n', start - 1)
  return text.slice(Math.max(0, start, text.length - longest))
}
