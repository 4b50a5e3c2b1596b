/** The direction of imports (docs/architecture: HOUSE "Direction"); `npm run check` runs it. */
const rooms = [
  'trajectory',
  'structure',
  'repository',
  'likelihood',
  'review',
  'optimize',
  'synthesis',
  'dataset',
  'bulk',
  'foreign',
]
const mayKnow = {
  trajectory: ['structure'],
  structure: [],
  repository: ['structure'],
  likelihood: ['trajectory'],
  review: ['trajectory'],
  optimize: ['trajectory', 'likelihood'],
  synthesis: ['trajectory', 'structure', 'repository'],
  dataset: ['trajectory', 'review', 'structure'],
  bulk: ['trajectory', 'review', 'dataset'],
  foreign: ['trajectory', 'repository'],
}
const tests = '\\.test\\.tsx?$'

const roomRules = rooms.map((room) => ({
  name: `room-${room}`,
  comment: `lib/${room} knows only: ${mayKnow[room].join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^lib/${room}/`, pathNot: tests },
  to: { path: `^lib/(${rooms.filter((other) => other !== room && !mayKnow[room].includes(other)).join('|')})/` },
}))

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^lib/db/generated' }, to: { circular: true } },
    {
      name: 'lib-never-looks-up',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|bin|e2e)/' },
    },
    {
      name: 'components-never-look-up',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|bin|e2e)/' },
    },
    {
      name: 'components-reach-no-database-or-model',
      comment: 'Not even transitively, at run time: components get data through lib/http/client.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(db|llm)/|^node_modules/(pg|@prisma)/', reachable: true },
    },
    {
      name: 'foundation-knows-no-room',
      severity: 'error',
      from: { path: '^lib/(env|errors|db|auth|http|llm|jobs)', pathNot: `^lib/jobs/handlers\\.ts$|${tests}` },
      to: { path: `^lib/(${rooms.join('|')})/` },
    },
    {
      name: 'only-stores-know-the-database-client-types',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^lib/db/generated' },
    },
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next[^/]*|\\.retrace|lib/db/generated)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
