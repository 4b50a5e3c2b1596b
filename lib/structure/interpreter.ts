/** The name of the program that a script names in its first line: `python3` of `#!/usr/bin/env -S python3 -u`. */
export function interpreterOf(text: string): string | undefined {
  const command = /^#![ \t]*(?:\S*\/env(?:[ \t]+-\S+|[ \t]+\w+=\S+)*[ \t]+)?(\S+)/.exec(text.slice(0, 200))?.[1]
  return command?.slice(command.lastIndexOf('/') + 1)
}

/** `python` of `python3.12`. */
export function withoutVersion(program: string): string {
  return program.replace(/[\d.]+$/, '')
}
