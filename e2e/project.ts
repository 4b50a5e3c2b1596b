import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The text files of a small project, by path: accents, emoji, CRLF and a file without a final newline among them. */
export const projectFiles: Record<string, string> = {
  'README.md': '# Café 咖啡\n\nTakes orders ☕️ and says what they cost.\n',
  'package.json': '{ "name": "cafe", "type": "module", "license": "MIT" }\n',
  'source/menu.ts':
    '/** What the café sells, with prices in cents. */\nexport const menu = { "☕️": 250, tea: 200 } as const\n\nexport type Item = keyof typeof menu\n',
  'source/order.ts':
    "import { type Item, menu } from './menu'\n\n/** The sum of an order, in cents. */\nexport function totalOf(items: Item[]): number {\n  return items.reduce((sum, item) => sum + menu[item], 0)\n}\n",
  'source/receipt.ts':
    "import { totalOf } from './order'\r\n\r\n/** A receipt with the total in euros. */\r\nexport const receipt = (items: Parameters<typeof totalOf>[0]) => (totalOf(items) / 100).toFixed(2) + ' €'",
}

export function makeProject(folder: string): void {
  for (const [file, content] of Object.entries(projectFiles)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('-c', 'core.autocrlf=false', 'add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Café')
}
