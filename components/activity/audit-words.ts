import type { AuditEvent } from '@/lib/auth/audit'

const verbs: Record<string, string> = {
  approve: 'approved',
  reject: 'rejected',
  return: 'returned',
  withdraw: 'took back a verdict on',
  create: 'made',
  update: 'changed',
  delete: 'deleted',
  restore: 'brought back',
  request: 'asked for',
  'request-many': 'asked for searches of many',
  import: 'imported',
  cancel: 'canceled',
  pause: 'paused',
  resume: 'resumed',
  archive: 'put away',
  undo: 'undid',
  label: 'labelled many',
  default: 'chose what opens the list:',
  claim: 'took on',
  release: 'gave back',
  skip: 'skipped',
  snooze: 'put off',
  'set-up': 'set up',
  'change-password': 'changed the password of',
  revoke: 'ended',
  fork: 'went on from',
  adopt: 'adopted thoughts in',
  write: 'wrote a thought in',
  start: 'began to talk about',
  reply: 'answered about',
  resolve: 'settled a talk about',
  order: 'reordered',
  send: 'sent to review',
  'take-out': 'took out of a queue',
  queue: 'sent to review',
  export: 'exported',
  test: 'tested',
  retry: 'tried again',
  expire: 'ran out of time for',
  accept: 'accepted a better thought in',
  decline: 'declined a better thought in',
  reopen: 'took up a thought again in',
  judge: 'judged',
  mark: 'marked',
  unmark: 'unmarked',
  settle: 'settled the disagreement about',
  add: 'added',
  change: 'changed',
}

const things: Record<string, string> = {
  verdict: 'a trajectory',
  trajectory: 'a trajectory',
  trajectories: 'trajectories of other agents',
  annotation: 'an annotation of a trajectory',
  comment: 'a trajectory',
  thread: 'a trajectory',
  optimization: 'a search',
  synthesis: 'a synthesis',
  repository: 'a repository',
  batch: 'a list of repositories',
  endpoint: 'a model endpoint',
  user: 'a person',
  session: 'a session',
  view: 'a view',
  bulk: 'a bulk action',
  job: 'a job',
  label: 'a label',
  release: 'an export',
  queue: 'a queue',
  thought: 'a trajectory',
  revision: 'a trajectory',
  finding: 'a trajectory',
  assignment: 'a trajectory to judge',
  gold: 'a gold sample',
  reason: 'a reason',
  'review-policy': 'the review policy',
}

/** What is not a verb and a thing. */
const wholes: Record<string, string> = {
  'label.adopt-starters': 'adopted the starter set of labels',
  'label.order': 'reordered the labels',
  'revision.return': 'returned to an earlier revision of a trajectory',
}

/** `approved a trajectory`: what was done, as the end of a sentence that begins with who. */
export function wordsOf({ action }: Pick<AuditEvent, 'action'>): string {
  const whole = wholes[action]
  if (whole) return whole
  const [noun = '', verb = ''] = action.split('.')
  if (noun === 'bulk' && verb !== 'undo')
    return `${verb === 'verdict' ? 'judged' : (verbs[verb] ?? verb)} many trajectories`
  const thing = things[noun] ?? noun
  return `${verbs[verb] ?? verb.replaceAll('-', ' ')} ${thing}`
}

/** The page of what it was done to, where there is one. */
export function placeOf({ subject, subjectId, action }: AuditEvent): string | undefined {
  if (!subjectId || action.endsWith('.delete')) return undefined
  if (subject === 'trajectory') return `/trajectories/${subjectId}`
  if (action === 'trajectories.import') return `/trajectories/imports/${subjectId}`
  if (subject === 'bulk') return `/trajectories?bulk=${subjectId}`
  if (subject === 'repository' || action === 'repository.import') return `/repositories/${subjectId}`
  return undefined
}
