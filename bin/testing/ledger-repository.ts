import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

/**
 * Makes a TypeScript project of many files in a chain of imports, large enough to be killed in its middle. Its second
 * commit changes every file of code.
 */
export async function makeLedger(project: string, files = 120): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)('git', ['-C', project, ...args])
  const commit = async (message: string) => {
    await git('add', '.')
    await git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', message)
  }
  await mkdir(path.join(project, 'source'), { recursive: true })
  await git('init', '--quiet', '--initial-branch=main')
  await writeFile(path.join(project, 'README.md'), '# Ledger\n\nKeeps accounts that always balance.\n')
  await writeAccounts(project, files, 'amount < 0')
  await commit('Ledger')
  await writeAccounts(project, files, 'amount <= 0')
  await commit('End at an empty account')
}

async function writeAccounts(project: string, files: number, isSettled: string): Promise<void> {
  for (let index = 0; index < files; index += 1) {
    const before = index - 1
    const importLine = before >= 0 ? `import { balance${before} } from './account-${before}'\n\n` : ''
    const body = before >= 0 ? `amount + balance${before}(amount - 1)` : 'amount'
    const code = `${importLine}/** The balance of account ${index} after a booking. */\nexport function balance${index}(amount: number): number {\n  return ${isSettled} ? 0 : ${body}\n}\n`
    await writeFile(path.join(project, 'source', `account-${index}.ts`), code)
  }
}
