import { pathTest, readPathPatterns } from './linguist-data'

/**
 * What Linguist lists only to keep statistics tidy, or by names that people give to files of their own: configuration of
 * tools, fixtures, declarations, and famous words such as `cache/`, `effects.js` or `bootstrap.js`.
 */
export const exceptions: ReadonlySet<string> = new Set([
  ...[
    '(^|/)cache/',
    '(^|/)env/',
    '(^|/)dist/',
    '^[Dd]ependencies/',
    '(^|/)configure$',
    '^debian/',
    '(^|/)\\.indent\\.pro',
  ],
  ...['(^|/)testdata/', '(^|/)[Tt]ests?/fixtures/', '(^|/)[Ss]pecs?/fixtures/', '(^|/)inst/extdata/'],
  ...['(^|/)\\.github/', '(^|/)\\.vscode/', '(^|/)\\.obsidian/', '(^|/)\\.teamcity/', '(^|/)\\.sublime-project'],
  ...[
    '(^|/)\\.gitattributes$',
    '(^|/)\\.gitignore$',
    '(^|/)\\.gitmodules$',
    '(^|/)\\.gitpod\\.Dockerfile$',
    '(^|/)\\.osx$',
  ],
  ...[
    '(^|/)Vagrantfile$',
    '(^|/)Jenkinsfile$',
    '(^|/)fabfile\\.py$',
    '(^|/)proguard\\.pro$',
    '(^|/)proguard-rules\\.pro$',
  ],
  ...[
    '(.*?)\\.d\\.ts$',
    '(^|/)flow-typed/.*\\.js$',
    '([^\\s]*)import\\.(css|less|scss|styl)$',
    '\\.imageset/',
    '\\.xctemplate/',
  ],
  ...['(^|/)docs?/_?(build|themes?|templates?|static)/', '(^|/)skeleton\\.(css|less|scss|styl)$', '(^|/)run\\.n$'],
  ...[
    '(^|/)effects\\.js$',
    '(^|/)controls\\.js$',
    '(^|/)dragdrop\\.js$',
    '(^|/)prototype(.*)\\.js$',
    '(^|/)Chart\\.js$',
  ],
  ...[
    '(^|/)angular([^.]*)\\.js$',
    '(^|/)react(-[^.]*)?\\.js$',
    '(^|\\/)d3(\\.v\\d+)?([^.]*)\\.js$',
    '(^|/)yui([^.]*)\\.js$',
  ],
  ...['(^|/)bootstrap([^/.]*)(\\..*)?\\.(js|css|less|scss|styl)$', '(^|/)foundation(\\..*)?\\.js$'],
  ...[
    '(^|/)foundation\\.(css|less|scss|styl)$',
    '(^|/)[Ee]xtern(als?)?/',
    '(^|/)jquery([^.]*)\\.js$',
    '(\\.|-)min\\.(js|css)$',
  ],
])

/** What Linguist's list lacks: environments, copies that build systems make, libraries copied as single files. */
const additions: readonly string[] = [
  '(^|/)(jspm_packages|web_modules|site-packages|\\.venv|venv|\\.tox|\\.nox|\\.eggs|elm-stuff|Pods)/',
  '(?i)(^|/)(_?vendored|_vendor|third[-_]?party|3rd[-_]?party)/',
  '(?i)^((lib|libs|src)/)?extern(als?)?/',
  '(^|/)\\.yarn/cache/',
  '(^|/)(install-sh|ltmain\\.sh|depcomp|ylwrap|m4/lt[a-z~]+\\.m4)$',
  '(^|/)(ez_setup|get-pip|distribute_setup|versioneer)\\.py$',
  '(^|/)(get_)?(CPM|cpm)\\.cmake$',
  '(?i)(^|/)jquery([.-](ui|\\d)[^/]*)?\\.(js|css)$',
  '(?i)(^|/)(bootstrap|angular|react|react-dom|vue|d3|three|underscore|backbone|modernizr)[.-]v?\\d[^/]*\\.(js|css)$',
  '(^|/)bootstrap\\.css$',
  '(^|/)single_include/.*\\.hpp$',
  '(^|/)((catch2?|doctest)\\.hpp|(stb_[a-z_]+|uthash)\\.h|sqlite3\\.[ch])$',
]

const listed = readPathPatterns('vendor.yml').filter((pattern) => !exceptions.has(pattern))

/** Whether a file is other people's code that lies in the repository: Linguist's vendor.yml, less `exceptions`. */
export const isVendored = pathTest([...listed, ...additions])
