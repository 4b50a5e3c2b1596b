/** The words of an identifier or file name: `parseHTTPDocument` and `parse_http_document` are "parse http document". */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
}

/** Verbs that function names begin with, and what to call the act; `$` is where the object goes. */
const acts: Record<string, readonly [string, ...string[]]> = {
  get: ['get $', 'look up $', 'hand out $'],
  fetch: ['fetch $'],
  find: ['find $', 'search for $'],
  list: ['list $'],
  set: ['set $', 'change $'],
  add: ['add $'],
  append: ['append $'],
  insert: ['insert $'],
  push: ['push $'],
  remove: ['remove $', 'take out $'],
  delete: ['delete $'],
  clear: ['clear $', 'empty $'],
  reset: ['reset $'],
  update: ['update $'],
  create: ['create $', 'set up $'],
  make: ['make $'],
  build: ['build $', 'put together $'],
  new: ['make a new $'],
  init: ['initialise $'],
  initialize: ['initialise $'],
  setup: ['set up $'],
  load: ['load $'],
  read: ['read $'],
  save: ['save $'],
  store: ['store $', 'keep $'],
  write: ['write $'],
  open: ['open $'],
  close: ['close $'],
  start: ['start $'],
  stop: ['stop $'],
  run: ['run $'],
  execute: ['execute $'],
  call: ['call $'],
  apply: ['apply $'],
  handle: ['handle $', 'deal with $'],
  process: ['process $', 'work through $'],
  parse: ['parse $'],
  format: ['format $'],
  render: ['render $'],
  print: ['print $'],
  log: ['log $'],
  send: ['send $'],
  receive: ['receive $'],
  emit: ['emit $'],
  dispatch: ['dispatch $'],
  register: ['register $'],
  resolve: ['resolve $'],
  validate: ['validate $'],
  check: ['check $'],
  ensure: ['make sure of $'],
  assert: ['insist on $'],
  test: ['test $'],
  compare: ['compare $'],
  merge: ['merge $'],
  split: ['split $'],
  join: ['join $'],
  sort: ['sort $'],
  filter: ['filter $'],
  map: ['map $'],
  convert: ['convert $'],
  transform: ['transform $'],
  normalize: ['normalise $'],
  encode: ['encode $'],
  decode: ['decode $'],
  serialize: ['serialise $'],
  deserialize: ['deserialise $'],
  wrap: ['wrap $'],
  extract: ['extract $', 'pull out $'],
  collect: ['collect $', 'gather $'],
  count: ['count $'],
  compute: ['compute $', 'work out $'],
  calculate: ['calculate $', 'work out $'],
  generate: ['generate $'],
  define: ['define $'],
  show: ['show $'],
  hide: ['hide $'],
  toggle: ['toggle $'],
  wait: ['wait for $'],
}

const questions: Record<string, string> = {
  is: 'tell whether it is',
  has: 'tell whether it has',
  can: 'tell whether it can',
  should: 'decide whether to',
  does: 'tell whether it does',
  contains: 'tell whether it contains',
}

const asIs = new Set([
  'pause',
  'resume',
  'retry',
  'abort',
  'cancel',
  'flush',
  'commit',
  'rollback',
  'connect',
  'disconnect',
])

/**
 * What the name of a function says it does, as an infinitive without "to": `parseDocument` is "parse the document".
 * Undefined when the name begins with no verb that is known, or says no more than its own verb.
 */
export function actOf(name: string, choose: (ways: readonly [string, ...string[]]) => string): string | undefined {
  const [verb = '', ...object] = nameWords(name).map((word) => word.toLowerCase())
  if (object.length === 0) return asIs.has(verb) ? verb : undefined
  const question = Object.hasOwn(questions, verb) ? questions[verb] : undefined
  if (question) return `${question} ${object.join(' ')}`
  const ways = Object.hasOwn(acts, verb) ? acts[verb] : undefined
  return ways && choose(ways).replace('$', () => withArticle(object))
}

const relations = new Set(['by', 'for', 'from', 'to', 'with', 'in', 'on', 'at', 'as', 'if', 'of', 'and', 'or', 'into'])
const bare = new Set([
  'all',
  'each',
  'every',
  'any',
  'no',
  'async',
  'sync',
  'more',
  'default',
  'next',
  'once',
  'up',
  'down',
])

function withArticle(object: string[]): string {
  const first = object[0] ?? ''
  return relations.has(first) || bare.has(first) ? object.join(' ') : `the ${object.join(' ')}`
}
