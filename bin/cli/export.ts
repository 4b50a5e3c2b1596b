import { type Command, Option } from 'commander'
import { formatNames, TokenizerName } from '@/lib/dataset/formats/settings'
import { verifyRelease } from '@/lib/dataset/verify/verify-release'
import { AppError } from '@/lib/errors'
import { exportTrajectories } from './commands'
import { count } from './numbers'
import { absolute } from './read-list'
import { readable } from './readable'
import type { Session } from './session'

type CommandOf = (parent: Command, usage: string, description: string) => Command
type Print = (options: { json?: boolean }, act: (session: Session) => Promise<Record<string, unknown>>) => Promise<void>

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** `export`, and `verify`, which needs neither a database nor a network. */
export function addExportCommands(program: Command, commandOf: CommandOf, print: Print): void {
  commandOf(program, 'export', 'look through approved trajectories, and write them as training data')
    .addOption(new Option('--format <format>').choices([...formatNames]).default('text'))
    .requiredOption('--out <folder>', 'where the files go')
    .option('--trajectory <id>', 'only this one; may be given again', collect)
    .option('--against <release>', 'tell the difference from this release')
    .addOption(
      new Option('--container <kind>', 'how files are laid out').choices(['jsonl', 'parquet', 'each', 'arrays']),
    )
    .addOption(new Option('--compression <kind>', 'of JSONL').choices(['none', 'gzip', 'zstd']))
    .option('--shard-bytes <n>', 'a file of this size gets no more documents', count)
    .addOption(new Option('--tokenizer <name>').choices(TokenizerName.options))
    .addOption(new Option('--tool-arguments <kind>', 'of messages').choices(['string', 'object']))
    .option('--pack-tokens <n>', 'the most tokens of a pack', count)
    .addOption(
      new Option('--overlong <what>', 'of documents longer than a pack').choices(['split', 'truncate', 'drop']),
    )
    .option('--minimum-margin <nats>', 'of dpo: the least by which the accepted thought is better')
    .option('--pairs-per-step <n>', 'of dpo: the most pairs of one step', count)
    .option('--split <name=share>', 'a split and its share of the repositories; may be given again', collect)
    .option('--fixed <name=repository>', 'a repository that belongs to a split; may be given again', collect)
    .option('--seed <text>', 'of the splits')
    .option('--unchecked', 'without a look for secrets, personal data, licences and duplicates before')
    .action((options) => print(options, (session) => exportTrajectories(session, options)))

  commandOf(program, 'verify <folder>', 'check the files of a release: exit 1 when something is wrong').action(
    async (folder: string, options: { json?: boolean }) => {
      const found = await verifyRelease(absolute(folder))
      process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : readable(found))
      const [first] = found.problems
      if (first) throw new AppError('invalid', `The release is not what it was: ${first}`)
    },
  )
}
