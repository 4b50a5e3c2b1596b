export type FileRole = 'source' | 'configuration' | 'entry' | 'test' | 'documentation'

const rules: ReadonlyArray<readonly [FileRole, RegExp]> = [
  // Folders whose whole content serves tests, then names that say so wherever the file lies.
  [
    'test',
    /(?:^|\/)(?:tests?|__tests?__|__mocks__|__fixtures__|__snapshots__|specs?|test-d|e2e|cypress|playwright|testdata)\//i,
  ],
  ['test', /(?:^|\/)[^/]*\.(?:unit|integration)?tests?\/|^t\/|\.t$/i],
  ['test', /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.(?:py|pyi|go|rs|rb|js|ts|cc|cpp|c)$/i],
  ['test', /[.-](?:test|tests|spec|e2e|cy|test-d|stories)\.[cm]?[jt]sx?$/i],
  ['test', /(?:^|\/)(?:tests?)\.(?:[cm]?[jt]sx?|py)$/i],
  ['test', /(?:_spec\.rb|[a-z0-9]Tests?\.(?:java|kt|cs|php|scala|swift))$/],
  [
    'documentation',
    /(?:^|\/)(?:readme|changelog|changes|history|news|contributing|code_of_conduct|security|authors|contributors|licen[cs]e|copying|notice)(?:\.(?:md|txt|rst|adoc|org|html?))?$/i,
  ],
  [
    'documentation',
    /(?:^|\/)(?:readme|(?:un)?licen[cs]e|copying|notice)(?:-[^/.]+|\.(?:mit|apache2?|bsd|[al]?gpl\d?|lesser|mpl))(?:\.(?:md|txt))?$/i,
  ],
  ['documentation', /\.(?:md|mdx|markdown|rst|adoc|asciidoc|textile|tex)$/i],
  ['documentation', /(?:^|\/)docs?\/.*\.(?:txt|html?|css|svg|bat)$/i],
  ['configuration', /(?:^|\/)\.[^/]+(?:\/|$)/],
  [
    'configuration',
    /(?:^|\/)(?:package|tsconfig[^/]*|jsconfig[^/]*|deno|lerna|nx|turbo|rush|project|composer|angular|vercel|renovate|biome|now)\.jsonc?$/i,
  ],
  ['configuration', /(?:^|\/)[^/]*\.(?:config|conf|rc|setup)\.[^/]+$/i],
  ['configuration', /(?:^|\/)(?:setup|noxfile|fabfile|tasks|conf)\.py$/i],
  ['configuration', /(?:^|\/)(?:gulpfile|gruntfile|jakefile)[^/]*$/i],
  [
    'configuration',
    /(?:^|\/)(?:makefile|dockerfile|containerfile|vagrantfile|procfile|justfile|rakefile|gemfile|pipfile|codeowners|cmakelists\.txt|go\.mod|go\.work|manifest\.in)(?:\.[^/]*)?$/i,
  ],
  ['configuration', /(?:^|\/)(?:[^/]*requirements[^/]*|constraints)\.(?:txt|in)$/i],
  ['configuration', /\.(?:toml|ini|cfg|ya?ml|properties|editorconfig|lock|mk|gradle|kts)$/i],
  ['configuration', /\.(?:(?:cs|fs|vb|vcx)proj(?:\.filters)?|props|targets|sln|nuspec|gemspec|podspec|cabal)$/i],
  ['entry', /(?:^|\/)(?:main|cli|__main__|manage|wsgi|asgi)\.(?:[cm]?[jt]sx?|py|go|rs)$/i],
  ['entry', /^(?:[^/]+\/)?(?:src\/)?(?:index|app|server|mod)\.[cm]?[jt]sx?$/i],
  ['entry', /^(?:packages|apps)\/[^/]+\/(?:src\/)?(?:index|app|server)\.[cm]?[jt]sx?$/i],
  ['entry', /^(?:src\/)?(?:app|server|run)\.py$/i],
  ['entry', /(?:^|\/)bin\/[^/]+$/i],
]

/** What a file is for, told by where it lies and how it is called: the first rule that fits, else ordinary source. */
export function fileRole(path: string): FileRole {
  return rules.find(([, pattern]) => pattern.test(path))?.[0] ?? 'source'
}

export function isTestPath(path: string): boolean {
  return fileRole(path) === 'test'
}
