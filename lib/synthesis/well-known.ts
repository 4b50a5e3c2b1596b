type Known = { pattern: RegExp; noun: string; purpose: string }

/** Files whose name says what they are for, in any repository. */
const known: Known[] = [
  {
    pattern: /(?:^|\/)package\.json$/,
    noun: 'the package manifest',
    purpose: 'name the package, its entry points, scripts and dependencies',
  },
  {
    pattern: /(?:^|\/)(?:ts|js)config[^/]*\.json$/,
    noun: 'the compiler settings',
    purpose: 'decide how strictly and for which target the sources are compiled',
  },
  {
    pattern: /(?:^|\/)pyproject\.toml$/,
    noun: 'the project manifest',
    purpose: 'describe the package, its build and the settings of its tools',
  },
  {
    pattern: /(?:^|\/)setup\.(?:py|cfg)$/,
    noun: 'the packaging script',
    purpose: 'describe the package to the installer',
  },
  { pattern: /(?:^|\/)Cargo\.toml$/, noun: 'the crate manifest', purpose: 'name the crate and its dependencies' },
  { pattern: /(?:^|\/)go\.mod$/, noun: 'the module file', purpose: 'name the module and pin what it requires' },
  {
    pattern: /(?:^|\/)requirements[^/]*\.(?:txt|in)$/i,
    noun: 'a list of requirements',
    purpose: 'pin what has to be installed',
  },
  {
    pattern: /(?:^|\/)readme(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the README',
    purpose: 'tell a newcomer what this is and how to begin',
  },
  {
    pattern:
      /(?:^|\/)(?:changelog|changes|history|news|release[-_]?notes)(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the changelog',
    purpose: 'record what changed from release to release',
  },
  {
    pattern: /(?:^|\/)contributing(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the guide for contributors',
    purpose: 'tell people how to help',
  },
  {
    pattern: /(?:^|\/)code_of_conduct(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the code of conduct',
    purpose: 'say how people treat each other here',
  },
  {
    pattern: /(?:^|\/)security(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the security policy',
    purpose: 'say where to report a vulnerability',
  },
  {
    pattern:
      /(?:^|\/)(?:un)?(?:licen[cs]es?|copying|notice)(?:[-.](?:mit|apache[\w.-]*|bsd[\w-]*|[al]?gpl[\w-]*|mpl[\w-]*|lesser))?(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the licence',
    purpose: 'state the terms under which others may use the code',
  },
  {
    pattern:
      /(?:^|\/)(?:authors|contributors|maintainers)(?:\.(?:md|markdown|mdx|rst|txt|adoc|org|rdoc|textile|html?))?$/i,
    noun: 'the list of people',
    purpose: 'credit who wrote and keeps this',
  },
  { pattern: /(?:^|\/)codeowners$/i, noun: 'the list of owners', purpose: 'say who reviews which part' },
  { pattern: /^\.github\/workflows\/[^/]+$/, noun: 'a workflow', purpose: 'have the forge do this work by itself' },
  { pattern: /^\.github\/issue_template/i, noun: 'an issue template', purpose: 'get complete reports from people' },
  {
    pattern: /pull_request_template/i,
    noun: 'the pull request template',
    purpose: 'remind people of what a change needs',
  },
  {
    pattern: /^\.github\/(?:funding|dependabot)[^/]*$/i,
    noun: 'a setting of the forge',
    purpose: 'configure how the forge treats the repository',
  },
  {
    pattern: /(?:^|\/)\.gitignore$/,
    noun: 'the ignore list of git',
    purpose: 'keep build output and local files out of the history',
  },
  {
    pattern: /(?:^|\/)\.gitattributes$/,
    noun: 'the attributes for git',
    purpose: 'settle line endings and how files are treated',
  },
  { pattern: /(?:^|\/)\.[a-z]+ignore$/, noun: 'an ignore list', purpose: 'tell a tool which files to leave alone' },
  { pattern: /(?:^|\/)\.editorconfig$/, noun: 'the editor settings', purpose: 'make every editor indent alike' },
  {
    pattern: /(?:^|\/)\.(?:npmrc|yarnrc[^/]*|nvmrc|node-version|python-version|tool-versions)$/,
    noun: 'a setting of the toolchain',
    purpose: 'pin how the toolchain behaves',
  },
  {
    pattern: /(?:^|\/)\.?(?:eslint|prettier|stylelint|biome|xo|oxlint)[^/]*$/,
    noun: 'the lint and format settings',
    purpose: 'hold everybody to one style',
  },
  {
    pattern:
      /(?:^|\/)(?:vite|vitest|jest|rollup|webpack|tsup|esbuild|babel|next|nuxt|tailwind|postcss|playwright|karma|metro)[^/]*\.config\.[a-z]+$/,
    noun: 'the configuration of a tool',
    purpose: 'tell the tool what to build or test and how',
  },
  {
    pattern: /(?:^|\/)\.?(?:travis|appveyor|circleci|gitlab-ci|pre-commit-config|readthedocs|codecov)[^/]*\.ya?ml$/,
    noun: 'the configuration of a service',
    purpose: 'automate checks outside the machine of the author',
  },
  {
    pattern: /(?:^|\/)(?:dockerfile|containerfile)[^/]*$/i,
    noun: 'the image recipe',
    purpose: 'build an image that runs this',
  },
  {
    pattern: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
    noun: 'the compose file',
    purpose: 'start the services that belong together',
  },
  {
    pattern: /(?:^|\/)(?:makefile|justfile|rakefile|gulpfile[^/]*|gruntfile[^/]*|noxfile\.py|tox\.ini)$/i,
    noun: 'the task file',
    purpose: 'give the routine commands short names',
  },
  {
    pattern: /(?:^|\/)__init__\.py$/,
    noun: 'the package initialiser',
    purpose: 'make the folder a package and decide what it shows',
  },
  { pattern: /(?:^|\/)__main__\.py$/, noun: 'the module entry', purpose: 'let the package be run as a program' },
  { pattern: /(?:^|\/)conftest\.py$/, noun: 'the shared fixtures', purpose: 'prepare what the tests have in common' },
  {
    pattern: /(?:^|\/)composer\.json$/,
    noun: 'the package manifest',
    purpose: 'name the package and what it requires',
  },
  { pattern: /(?:^|\/)deno\.jsonc?$/, noun: 'the manifest', purpose: 'name the module, its imports and its tasks' },
  { pattern: /(?:^|\/)Gemfile$/, noun: 'the list of gems', purpose: 'say what has to be installed to work on this' },
  { pattern: /\.gemspec$/, noun: 'the specification of the gem', purpose: 'describe the gem and what it ships' },
  { pattern: /\.podspec$/, noun: 'the specification of the pod', purpose: 'describe what is shipped' },
  {
    pattern: /(?:^|\/)pom\.xml$/,
    noun: 'the project file of Maven',
    purpose: 'say how this is built and what it needs',
  },
  {
    pattern: /\.gradle(?:\.kts)?$/,
    noun: 'a build script of Gradle',
    purpose: 'say how this is built and what it needs',
  },
  { pattern: /(?:^|\/)build\.sbt$/, noun: 'the build definition', purpose: 'say how this is built and what it needs' },
  { pattern: /(?:^|\/)plugins\.sbt$/, noun: 'the list of build plugins', purpose: 'say what the build itself needs' },
  {
    pattern: /(?:^|\/)build\.properties$/,
    noun: 'a setting of the build',
    purpose: 'pin the version of the build tool',
  },
  {
    pattern: /(?:^|\/)Package\.swift$/,
    noun: 'the package manifest',
    purpose: 'declare products, targets and dependencies',
  },
  {
    pattern: /(?:^|\/)CMakeLists\.txt$/,
    noun: 'a build script of CMake',
    purpose: 'say what is built from which sources',
  },
  { pattern: /\.cmake$/, noun: 'a part of the build', purpose: 'hold what the build scripts share' },
  {
    pattern: /\.(?:cs|fs|vb)proj$/,
    noun: 'the project file',
    purpose: 'say for what it is built and what it refers to',
  },
  { pattern: /\.slnx?$/, noun: 'the solution', purpose: 'list the projects that belong together' },
  {
    pattern: /\.(?:props|targets)$/,
    noun: 'shared build settings',
    purpose: 'set for all projects what they have in common',
  },
  {
    pattern: /(?:^|\/)phpunit[^/]*\.xml[^/]*$/,
    noun: 'the settings of the tests',
    purpose: 'tell which tests run and how',
  },
  {
    pattern:
      /(?:^|\/)\.?(?:phpstan|psalm|phpcs|php-cs-fixer|rubocop|golangci|clang-format|clang-tidy|swiftlint|swiftformat|flake8|pylintrc|mypy|ruff|scalafmt|scalafix|checkstyle|detekt|shellcheckrc)[^/]*$/,
    noun: 'the settings of a checker',
    purpose: 'hold everybody to one style',
  },
  { pattern: /(?:^|\/)\.mailmap$/, noun: 'the mail map', purpose: 'give every author one name' },
  { pattern: /(?:^|\/)\.gitmodules$/, noun: 'the list of submodules', purpose: 'say which repositories are taken in' },
  {
    pattern: /^\.github\/(?:labeler|stale|renovate|mergify|release)[^/]*$/,
    noun: 'a setting of the forge',
    purpose: 'configure how the forge treats the repository',
  },
  {
    pattern: /(?:^|\/)\.(?:vscode|idea)\//,
    noun: 'a setting of the editor',
    purpose: 'give everybody the same editor',
  },
  {
    pattern: /(?:^|\/)(?:pnpm-workspace\.yaml|lerna\.json|nx\.json|turbo\.json|rush\.json)$/,
    noun: 'the settings of the workspace',
    purpose: 'say how the packages are built together',
  },
  { pattern: /(?:^|\/)robots\.txt$/, noun: 'the word to crawlers', purpose: 'say what may be indexed' },
  { pattern: /(?:^|\/)py\.typed$/, noun: 'the typing marker', purpose: 'tell type checkers that the package is typed' },
]

export type WellKnown = { noun: string; purpose: string }

export function wellKnown(path: string): WellKnown | undefined {
  return known.find((candidate) => candidate.pattern.test(path))
}
