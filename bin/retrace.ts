import { Argument, Command, CommanderError, Option } from 'commander'
import { EnvError } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { Granularity, SynthesisMode } from '@/lib/synthesis/settings'
import { Judgement } from '@/lib/trajectory/view'
import { addBatchCommand } from './cli/batch'
import * as commands from './cli/commands'
import { addExportCommands } from './cli/export'
import { addImportTrajectoriesCommand } from './cli/import-trajectories'
import { addJobCommands } from './cli/jobs'
import { addModelCommands } from './cli/models'
import { count, dollars } from './cli/numbers'
import { addOptimizeCommand } from './cli/optimize'
import { readable } from './cli/readable'
import { type Session, withSession } from './cli/session'

/** `npm run retrace -- COMMAND …`: exit 0, 1 with one sentence or when part of a batch failed, 2 for wrong usage. */
const program = new Command('retrace')
  .description('Reconstruct, search, judge and export trajectories from a terminal.')
  .configureOutput({ writeOut: (text) => process.stderr.write(text) })
  .exitOverride()

type Act = (session: Session) => Promise<Record<string, unknown>>

async function print(options: { json?: boolean }, act: Act): Promise<void> {
  const output = await withSession(act)
  process.stdout.write(options.json ? `${JSON.stringify(output)}\n` : readable(output))
}

function command(usage: string, description: string): Command {
  return commandOf(program, usage, description)
}

function commandOf(parent: Command, usage: string, description: string): Command {
  const json = new Option('--json', 'print exactly one JSON object on stdout')
  return parent.command(usage).description(description).addOption(json).exitOverride()
}

command('import [source]', 'import a git URL, or a folder or an archive of this machine')
  .option('--ref <ref>', 'branch, tag or commit')
  .option('--folder <path>', 'only this folder of it')
  .option('--depth <n>', 'how many commits of history are kept', count)
  .option('--list <file>', 'import every repository of a list, one on each line')
  .action((source, options) => print(options, (session) => commands.importAny(session, source, options)))

addImportTrajectoriesCommand(program, commandOf, print)

command('structure <snapshotId>', 'files, outlines, dependencies and cycles of a snapshot').action((id, options) =>
  print(options, () => commands.structure(id)),
)

const modes = () => new Option('--mode <mode>', 'how a file comes to be').choices(SynthesisMode.options)
const granularities = () =>
  new Option('--granularity <size>', 'one trajectory, or one for each window').choices(Granularity.options)

command('synthesize <snapshotId>', 'write the trajectory that could have produced a snapshot')
  .addOption(modes())
  .option('--author <name>', 'who writes the thoughts: embedded, or a model endpoint')
  .option('--seed <n>', 'chooses among equally good phrasings', count)
  .option('--read-budget <bytes>', 'the most that is read before a file is written', count)
  .option('--part-bytes <bytes>', 'a file longer than this is written in parts', count)
  .addOption(granularities())
  .option('--window-tokens <n>', 'about the most tokens of a window', count)
  .option('--max-calls <n>', 'the most calls of a model', count)
  .option('--max-tokens <n>', 'the most tokens of a model', count)
  .option('--max-cost <dollars>', 'the most that the calls of a model may cost', dollars)
  .action((id, options) => print(options, (session) => commands.synthesize(session, id, options)))

command('estimate <snapshotId>', 'say what a synthesis will come to, from one call of the model about one file')
  .addOption(modes())
  .option('--author <name>', 'who writes the thoughts: embedded, or a model endpoint')
  .option('--read-budget <bytes>', 'the most that is read before a file is written', count)
  .option('--part-bytes <bytes>', 'a file longer than this is written in parts', count)
  .addOption(granularities())
  .option('--window-tokens <n>', 'about the most tokens of a window', count)
  .action((id, options) => print(options, () => commands.estimate(id, options)))

command('fork <trajectoryId>', 'write a trajectory that shares the beginning of another one and goes on in its own way')
  .requiredOption('--step <n>', 'the step from which on it is written anew, from the beginning of its file', count)
  .option('--revision <n>', 'whose thoughts are shared; the newest one when left out', count)
  .option('--author <name>', 'who goes on: embedded, or a model endpoint')
  .addOption(modes())
  .option('--seed <n>', 'chooses among equally good phrasings', count)
  .option('--max-calls <n>', 'the most calls of a model', count)
  .option('--max-tokens <n>', 'the most tokens of a model', count)
  .option('--max-cost <dollars>', 'the most that the calls of a model may cost', dollars)
  .action((id, options) => print(options, (session) => commands.fork(session, id, options)))

addOptimizeCommand(program, commandOf, print)

command('trajectory <trajectoryId>', 'a whole trajectory with its content')
  .option('--revision <n>', 'the newest one when left out', count)
  .action((id, options) => print(options, () => commands.trajectory(id, options)))

command('verdict <trajectoryId>', 'judge the newest revision of a trajectory')
  .addArgument(new Argument('<judgement>').choices(Judgement.options))
  .option('--reason <text>', 'needed to reject or return')
  .action((id, judgement, options) => print(options, () => commands.verdict(id, judgement, options)))

addExportCommands(program, commandOf, print)

command('run <source>', 'import, synthesize, optimize, approve if every verifier holds, and export')
  .option('--ref <ref>', 'branch, tag or commit')
  .requiredOption('--out <folder>', 'where the files go')
  .option('--unchecked', 'without a look for secrets, personal data, licences and duplicates before it is exported')
  .action((source, options) => print(options, (session) => commands.run(session, source, options)))

addBatchCommand(program, commandOf, print)
addJobCommands(program, commandOf, print)
addModelCommands(program, commandOf, print)

try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  process.exit(explain(error))
}

function explain(error: unknown): number {
  // Commander has said itself what is wrong with the words of the command.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  console.error(error instanceof AppError || error instanceof EnvError ? error.message : error)
  return 1
}
