import type { Coverage } from './coverage'
import type { FileFacts } from './facts'
import { isTest, tested } from './file-words'
import { code, codes, quantity, spelled } from './phrase'
import type { Voice } from './voice'

/** How one will know that a file works: its tests, else a tool or a look; at most `most` names. */
export function checkWords(file: FileFacts, coverage: Coverage | undefined, most: number, voice: Voice): string {
  if (file.bytes === 0) return 'nothing to check'
  if (isTest(file)) return wordsOfTest(file, most, voice)
  if (coverage) return wordsOfCovered(coverage, most, voice)
  const known = checks.find(([pattern]) => pattern.test(file.path))?.[1]
  if (known) return voice.inTurn(known)
  return wordsOfCode(file, voice)
}

function wordsOfTest(file: FileFacts, most: number, voice: Voice): string {
  const subjects = most > 0 ? tested(file) : []
  if (subjects.length === 0)
    return voice.inTurn(['it passes', 'a run of it is green', 'it passes now, and fails when its subject is broken'])
  const [about, is] =
    subjects.length > 2
      ? [`one of its ${spelled(subjects.length)} subjects`, 'is']
      : [codes(subjects), subjects.length === 1 ? 'is' : 'are']
  return voice.inTurn([
    `it passes, and fails once ${about} ${is} broken on purpose`,
    'a run of it is green, and red where its subject is taken away',
    `it has to fail when ${about} ${is} wrong`,
    'it passes as soon as it is written, since all that it needs is there',
  ])
}

function wordsOfCovered({ tests, names, through }: Coverage, most: number, voice: Voice): string {
  const [first = ''] = tests
  const others = tests.length - 1
  const who = others === 0 ? code(first) : `${code(first)} and ${quantity(others, 'more test file')}`
  const [tries, passes] = others === 0 ? ['tries', 'passes'] : ['try', 'pass']
  if (through !== null)
    return voice.inTurn([
      `by way of ${code(through)}, which ${code(first)} covers`,
      `${code(first)} reaches it through ${code(through)}`,
      `no test of its own; ${code(through)} uses it, and ${code(first)} tests that`,
    ])
  const what = most > 0 && names.length > 0 && names.length <= 3 ? codes(names) : 'it'
  return voice.inTurn([
    `${who} ${tries} ${what}`,
    `${who} ${passes}`,
    `${who} ${others === 0 ? 'holds' : 'hold'} ${what} to what is promised`,
    `by a run of ${who}`,
  ])
}

type Ways = readonly [string, ...string[]]

/** What shows that files work which no test reaches, by their names. */
const checks: [RegExp, Ways][] = [
  [/(?:^|\/)(?:un)?(?:licen[cs]es?|copying|notice)\b[^/]*$/i, ['a comparison with the published text']],
  [/(?:^|\/)\.gitignore$/, ['`git status` stays clean after a build']],
  [/(?:^|\/)\.git(?:attributes|modules)$/, ['a fresh clone looks as it should']],
  [/ignore$/, ['the tool leaves those files alone, and no others']],
  [
    /^\.github\/(?:workflows|actions)\/|(?:travis|circleci|gitlab-ci|appveyor)/,
    ['the first run on the forge is green'],
  ],
  [/^\.github\//, ['by eye, on the forge']],
  [/(?:^|\/)(?:dockerfile|containerfile)[^/]*$/i, ['the image builds and starts']],
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/, ['the services come up together']],
  [/(?:^|\/)(?:makefile|justfile|rakefile|gulpfile|gruntfile)[^/]*$|\.mk$/i, ['each target is run once']],
  [
    /(?:^|\/)(?:package|composer|deno)\.jsonc?$|(?:^|\/)(?:pyproject\.toml|Cargo\.toml|Gemfile|go\.mod|setup\.(?:py|cfg)|pom\.xml|Package\.swift)$|requirements[^/]*\.(?:txt|in)$|\.gemspec$/,
    ['an installation from scratch goes through', 'everything installs on a clean machine'],
  ],
  [
    /(?:^|\/)(?:ts|js)config[^/]*\.json$|\.gradle(?:\.kts)?$|CMakeLists\.txt$|\.cmake$|\.sbt$|\.(?:cs|fs|vb)proj$|\.(?:props|targets|slnx?)$/,
    ['a clean build goes through with it'],
  ],
  [
    /eslint|prettier|stylelint|biome|rubocop|golangci|flake8|phpstan|phpcs|clang-|checkstyle/,
    ['the tool starts with it'],
  ],
  [
    /(?:^|\/)\.(?:editorconfig|npmrc|nvmrc|yarnrc[^/]*|[a-z]+rc)$/,
    ['the tool takes it as it is', 'by what the tool then does'],
  ],
  [/\.config\.[cm]?[jt]s$/, ['the tool starts with it']],
  [
    /\.(?:md|mdx|markdown|rst|adoc|rdoc|textile|tex)$/i,
    [
      'by eye: somebody new can follow it',
      'by eye: every example can be tried',
      'its links and names lead to what exists',
      'by eye',
    ],
  ],
  [
    /\.(?:html?|jinja2?|j2|ejs|hbs|njk|twig|erb|pug|tmpl|tpl|mustache|haml|hamlit|slim|erubis|liquid|ftl|cshtml|vue|svelte|astro)$/i,
    ['by eye, once it is rendered'],
  ],
  [/\.(?:css|scss|sass|less)$/i, ['by eye, on a page that loads it']],
  [/\.svg$/i, ['by eye']],
  [/\.(?:proto|graphql|gql|prisma)$/i, ['the generator takes it']],
  [/\.sql$/i, ['it runs against an empty database']],
  [/\.(?:csv|tsv)$/i, ['every row has the same number of columns']],
  [
    /\.(?:jsonc?|json5|ya?ml|toml|ini|xml|jsonl)$/i,
    ['it parses', 'the check finds it well formed', 'a parser takes it'],
  ],
  [/\.(?:sh|bash|zsh|fish|ps1|bat|cmd)$/i, ['a run where nothing is at stake', 'a dry run']],
]

/** What tools say of code that no test reaches, by language. */
const tools: [RegExp, Ways][] = [
  [/\.d\.[cm]?ts$/, ['the type checker takes it']],
  [/\.[cm]?tsx?$/, ['the type checker is content', 'it passes the type checker']],
  [/\.[cm]?jsx?$/, ['it loads, and the check finds no open import', 'the check finds nothing, and it loads']],
  [/\.pyi?$/, ['importing it raises nothing', 'the check finds nothing, and it imports']],
  [
    /\.(?:go|rs|java|kt|kts|scala|cs|swift|c|h|cc|cpp|cxx|hpp|m|mm|zig|nim|hs|ml)$/,
    ['it compiles without a warning', 'it compiles'],
  ],
  [/\.(?:rb|php|lua|pl|pm|ex|exs|jl|r)$/i, ['it loads without a warning', 'the interpreter takes it']],
]

function wordsOfCode(file: FileFacts, voice: Voice): string {
  const ways = tools.find(([pattern]) => pattern.test(file.path))?.[1] ?? ['by eye']
  const said = voice.inTurn(ways)
  const users = file.usedBy.filter((use) => !use.isTest)
  const [user] = users
  if (!user) return said
  if (users.length === 1) return `${said}, with ${code(user.path)} built on it`
  return `${said}, with the ${quantity(users.length, 'file')} that use it`
}
