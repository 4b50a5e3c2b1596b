import type { FileRole } from '@/lib/repository/repository'
import { fileRole } from '@/lib/structure/file-role'
import type { LinguistAttributes } from './git-attributes'
import { typeOfLanguage } from './language-of'
import { pathTest, readPathPatterns } from './linguist-data'

/** What Linguist calls data and people write as programs, schemas or grammars. */
const programmed = new Set([
  ...[
    'SQL',
    'GraphQL',
    'Protocol Buffer',
    'Prisma',
    'FlatBuffers',
    'Avro IDL',
    'RBS',
    'ROS Interface',
    'SPARQL',
    'YANG',
  ],
  ...['EBNF', 'ABNF', 'ASN.1', 'Lark', 'Regular Expression', 'PlantUML', 'Graphviz (DOT)', 'SELinux Policy', 'Kusto'],
  ...[
    'WebAssembly Interface Type',
    'Type Language',
    'Cloud Firestore Security Rules',
    'SpiceDB Schema',
    'MiniZinc Data',
  ],
])

/** What Linguist calls data and tools read as their settings; most others are told by their names. */
const configured = new Set([
  ...[
    'INI',
    'TOML',
    'HOCON',
    'Java Properties',
    'EditorConfig',
    'Dotenv',
    'Nginx',
    'ApacheConf',
    'HAProxy',
    'Caddyfile',
  ],
  ...[
    'Maven POM',
    'Ant Build System',
    'Gradle',
    'Gradle Kotlin DSL',
    'Ninja',
    'GN',
    'Soong',
    'Go Module',
    'Go Workspace',
  ],
  ...['Pip Requirements', 'Cabal Config', 'RPM Spec', 'Proguard', 'Microsoft Visual Studio Solution', 'Option List'],
  ...[
    'Microsoft Developer Studio Project',
    'Robots Exclusion Rules',
    'CODEOWNERS',
    'crontab',
    'pkg-config',
    'Browserslist',
  ],
])

/** Folders of examples hold programs; the names of documents are told by `fileRole`, since programs may have them too. */
export const exceptions: ReadonlySet<string> = new Set([
  ...['^[Ee]xamples/', '^[Dd]emos?/', '^[Ss]amples?/', '(^|/)CHANGE(S|LOG)?(\\.|$)', '(^|/)INSTALL(\\.|$)'],
  ...[
    '(^|/)[Dd]ocumentation/',
    '(^|/)[Ll]icen[cs]e(\\.|$)',
    '(^|/)LICEN[CS]E(\\.|$)',
    '(^|/)CONTRIBUTING(\\.|$)',
    '(^|/)COPYING(\\.|$)',
  ],
  ...['(^|/)README(\\.|$)', '(^|/)[Rr]eadme(\\.|$)'],
])

const listed = readPathPatterns('documentation.yml').filter((pattern) => !exceptions.has(pattern))

const isDocumentation = pathTest([...listed, '^[Dd]ocumentation/'])

/**
 * The role of a file that people of the repository wrote: by its name and place (`fileRole`), then by Linguist's list of
 * documentation, then by the kind of its language.
 */
export function roleOf(path: string, language: string | undefined, attributes: LinguistAttributes = {}): FileRole {
  if (attributes.isDocumentation) return 'documentation'
  const role = fileRole(path)
  const type = typeOfLanguage(language)
  const isProse = role === 'documentation' || isDocumentation(path) || type === 'prose'
  if (role === 'test' || role === 'configuration') return role
  if (isProse && attributes.isDocumentation !== false) return 'documentation'
  if (language === undefined || programmed.has(language)) return 'source'
  if (configured.has(language)) return 'configuration'
  return type === 'data' ? 'data' : 'source'
}
