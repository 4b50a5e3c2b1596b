import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { buildIfChanged, root } from './build'

export type Tally = { passed: number; failed: number }
export type Suite = { name: string; run(): Promise<Tally> }

const bin = path.join(root, 'node_modules', '.bin')

/** Format, lint, types, boundaries, unit and database tests. */
export const checkSuites: Suite[] = [
  { name: 'format and lint', run: () => one(['biome', 'ci', '--error-on-warnings', '--colors=off']) },
  { name: 'types', run: checkTypes },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'unit and database tests', run: runVitest },
]

export const testSuites: Suite[] = [
  ...checkSuites,
  { name: 'build', run: build },
  { name: 'journeys', run: runPlaywright },
]

/** Runs the suites in order, all of them, and prints one summary; its last line is `N passed, N failed`. */
export async function runSuites(suites: Suite[]): Promise<never> {
  const lines: string[] = []
  const total: Tally = { passed: 0, failed: 0 }
  for (const suite of suites) {
    const startedAt = Date.now()
    console.log(`\n── ${suite.name}`)
    const tally = await suite.run().catch((error) => {
      console.error(error)
      return { passed: 0, failed: 1 }
    })
    total.passed += tally.passed
    total.failed += tally.failed
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    lines.push(
      `${tally.failed > 0 ? '✗' : '✓'} ${suite.name.padEnd(26)} ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`,
    )
  }
  console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 ? 1 : 0)
}

async function checkTypes(): Promise<Tally> {
  // The types of routes come from Next.js itself.
  const generated = await one(['next', 'typegen'], { isQuiet: true })
  return generated.failed > 0 ? generated : one(['tsc', '--noEmit'])
}

const Cruised = z.object({ summary: z.object({ totalCruised: z.number() }) })

/** Fails also when the checker saw no modules, which it does when it cannot read the language. */
async function checkBoundaries(): Promise<Tally> {
  const args = ['--config', '.dependency-cruiser.mjs', 'app', 'components', 'lib', 'bin', 'prisma']
  const { output } = await capture('depcruise', [...args, '--output-type', 'json'])
  const { totalCruised } = Cruised.parse(JSON.parse(output)).summary
  if (totalCruised < 100) {
    console.error(`Only ${totalCruised} modules were seen.`)
    return { passed: 0, failed: 1 }
  }
  return one(['depcruise', ...args, '--output-type', 'err'], { isQuiet: true })
}

const VitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() })

async function runVitest(): Promise<Tally> {
  return withReport(async (file) => {
    const { code } = await show('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
    const report = VitestReport.parse(JSON.parse(await readFile(file, 'utf8')))
    // A file that fails before its first test has no failed test of its own.
    const failed = report.numFailedTests === 0 && code !== 0 ? 1 : report.numFailedTests
    return { passed: report.numPassedTests, failed }
  })
}

async function build(): Promise<Tally> {
  await buildIfChanged((line) => console.log(line))
  return { passed: 1, failed: 0 }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})

async function runPlaywright(): Promise<Tally> {
  return withReport(async (file) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    const { code } = await show(
      'playwright',
      ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
      env,
    )
    const { stats } = PlaywrightReport.parse(JSON.parse(await readFile(file, 'utf8')))
    const failed = stats.unexpected + stats.flaky
    return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed }
  })
}

async function withReport(run: (file: string) => Promise<Tally>): Promise<Tally> {
  const folder = await mkdtemp(path.join(tmpdir(), 'retrace-report-'))
  try {
    return await run(path.join(folder, 'report.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A check that passes or fails as a whole. A quiet one prints only when it fails. */
async function one([program = '', ...args]: string[], { isQuiet = false } = {}): Promise<Tally> {
  const { code, output, errors } = isQuiet ? await capture(program, args) : await show(program, args)
  if (isQuiet && code !== 0) console.error(output + errors)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

type Outcome = { code: number; output: string; errors: string }

function show(program: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return execute(program, args, env, 'inherit')
}

function capture(program: string, args: string[]): Promise<Outcome> {
  return execute(program, args, {}, 'pipe')
}

function execute(
  program: string,
  args: string[],
  env: Record<string, string>,
  stdio: 'inherit' | 'pipe',
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore' as const, stdio, stdio] }
    const child = spawn(path.join(bin, program), args, options)
    let output = ''
    let errors = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code: code ?? 1, output, errors }))
  })
}
