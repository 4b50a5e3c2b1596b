import pg from 'pg'

const trajectories = 1_000_000
const repositories = 50_000
const texts = 50_000
const thoughtsEach = 2

export const seededWords = `${format(trajectories)} trajectories of ${format(repositories)} repositories, ${format(trajectories * thoughtsEach)} thoughts in use (60 words each from ${format(texts)} texts)`

/**
 * Fills an empty database with what lists read: a million trajectories of 50,000 repositories with a revision each, and
 * two thoughts in use each whose words follow a power law. Deterministic. Indexes are made afterwards.
 */
export async function seedLists(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB';
      set work_mem = '256MB'; select setseed(0.42)`)
    const indexes = await dropIndexes(client)
    for (const [name, query] of steps) {
      const start = performance.now()
      await client.query(query)
      console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
    }
    const start = performance.now()
    for (const index of indexes) await client.query(index)
    console.log(`  ${indexes.length} indexes: ${((performance.now() - start) / 1000).toFixed(1)} s`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

function format(count: number): string {
  return count.toLocaleString('en-US')
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`select indexrelid::regclass::text as name,
    pg_get_indexdef(indexrelid) as definition from pg_index where not indisprimary and not indisunique and indrelid in
    ('trajectory_entry'::regclass, 'thought_in_use'::regclass, 'trajectory'::regclass, 'revision'::regclass, 'step'::regclass, 'snapshot'::regclass)`)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

// Ids rise with time as version 7 does; what a number has at random is the same in every run.
const id = (kind: number, number: string) =>
  `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const pick = (values: readonly string[], of: string) =>
  `(array[${values.map((value) => (value === 'null' ? value : `'${value}'`)).join(', ')}])[1 + floor(${of} * ${values.length})::int]`
const languages = [
  'TypeScript',
  'Python',
  'Go',
  'Rust',
  'Java',
  'C++',
  'Ruby',
  'PHP',
  'Kotlin',
  'Swift',
  'Zig',
  'OCaml',
]
const verifiers = (failing: string) =>
  `jsonb_build_object(${['replays', 'causal', 'grounded', 'complete', 'original'].map((name, bit) => `'${name}', jsonb_build_object('holds', ${failing} & ${1 << bit} = 0, 'why', null)`).join(', ')})`

const steps: [string, string][] = [
  [
    'repositories and snapshots',
    `insert into repository (id, url, name) select ${id(1, 'n')}, 'https://example.org/owner-' || n % 900 || '/name-' || n,
      ${pick(['queue', 'parser', 'router', 'cache', 'client', 'server', 'tools', 'graph'], 'random()')} || '-' || n from generate_series(0, ${repositories - 1}) n;
    insert into snapshot (id, repository_id, "commit", languages, file_count, included_count, included_bytes, dependency_count, cycles)
      select ${id(2, 'n')}, ${id(1, 'n')}, md5(n::text) || '00000000', '{}', 9, 9, 9000, 9, '[]' from generate_series(0, ${repositories - 1}) n`,
  ],
  [
    'entries',
    `insert into trajectory_entry (trajectory_id, snapshot_id, repository_id, created_at, updated_at, state, head, steps, tokens,
      trained_tokens, windows, failing, gain, gain_nats, copy, repository, author, mode, language, model, judged_by)
    select ${id(3, 'n')}, s.id, s.repository_id, timestamptz '2026-01-01' + n * interval '20 seconds',
      timestamptz '2026-01-01' + n * interval '20 seconds' + random() * interval '40 days', d.state::trajectory_state,
      case when d.state = 'synthesizing' then 0 else 1 + floor(random() ^ 3 * 6)::int end, d.steps,
      case when d.state <> 'synthesizing' then d.steps * (60 + floor(random() * 200)::int) end,
      case when d.state <> 'synthesizing' then d.steps * (40 + floor(random() * 80)::int) end,
      case when random() < 0.1 then 2 + floor(random() * 9)::int else 1 end,
      case when d.state <> 'synthesizing' then case when random() < 0.93 then 0 when random() < 0.8 then 16 else floor(random() * 32)::int end::smallint end,
      case when d.isSearched then random() ^ 2 * 0.4 end, case when d.isSearched then random() * 5000 end,
      case when d.state <> 'synthesizing' then random() ^ 3 * 0.3 end, r.name, d.author, d.mode, d.language,
      case when d.author like 'model%' then 'org/' || d.author end,
      case when d.state in ('approved', 'rejected', 'returned', 'released') then 'reviewer ' || floor(d.seed ^ 2 * 12)::int end
    from (select n, random() as seed, 4 + floor(exp(random() * 6))::int as steps, random() < 0.4 as isSearched,
        case when p < 0.45 then 'draft' when p < 0.5 then 'in_review' when p < 0.72 then 'approved' when p < 0.8 then 'rejected'
          when p < 0.81 then 'returned' when p < 0.9999 then 'released' else 'synthesizing' end as state,
        ${pick(['embedded', 'model-a', 'model-b', 'model-c'], 'random() ^ 1.5')} as author,
        ${pick(['direct', 'iterative', 'history'], 'random() ^ 2')} as mode, ${pick(languages, 'random() ^ 2')} as language
      from (select n, random() as p from generate_series(0, ${trajectories - 1}) n) numbered) d
    join snapshot s on s.id = ${id(2, `(d.n::bigint * 7919 % ${repositories})`)} join repository r on r.id = s.repository_id order by d.n`,
  ],
  [
    'tally',
    `insert into trajectory_tally (bucket, state, language, author, mode, model, judged_by, failing, amount)
    select floor(random() * 64)::int, state, language, author, mode, model, judged_by, failing, count(*) from trajectory_entry
    group by state, language, author, mode, model, judged_by, failing`,
  ],
  [
    'trajectories and revisions',
    `insert into trajectory (id, snapshot_id, settings, fingerprint, author, request, state, head, step_count, run_count, created_at, updated_at)
      select trajectory_id, snapshot_id, jsonb_build_object('mode', mode, 'author', author, 'seed', 0), trajectory_id::text, author,
        'Write ' || repository || ' as its readme says.', state, head, steps, 4, created_at, updated_at from trajectory_entry;
    insert into revision (id, trajectory_id, number, reason, by, content_hash, verifiers, tokens, trained_tokens, max_copy_ratio)
      select ${id(4, 'row_number() over ()')}, trajectory_id, head, 'Synthesized.', author, md5(trajectory_id::text),
        ${verifiers('failing')}, tokens, trained_tokens, copy from trajectory_entry where head > 0`,
  ],
  [
    'texts',
    `create table bench_text as select t.n, w.text, to_tsvector('english', w.text) as words from generate_series(0, ${texts - 1}) t(n)
      cross join lateral (select string_agg('word' || floor((random() + (t.n + g) * 0) ^ 3 * 30000)::int, ' ') as text from generate_series(1, 60) g) w;
    update bench_text set text = text || ' lower bound of a priority queue', words = words || to_tsvector('english', 'lower bound of a priority queue') where n % 2500 = 0;
    update bench_text set text = text || ' zeppelin', words = words || to_tsvector('english', 'zeppelin') where n = 17;
    create index on bench_text (n)`,
  ],
  [
    'steps and the words of their thoughts',
    `insert into step (id, trajectory_id, run_id, position, kind, args)
      select ${id(5, `e.place * ${thoughtsEach} + k`)}, e.trajectory_id, ${id(6, '0')}, k, 'think', '{}'
      from (select trajectory_id, row_number() over () as place from trajectory_entry) e, generate_series(0, ${thoughtsEach - 1}) k;
    insert into thought_in_use (step_id, trajectory_id, words)
      select s.id, s.trajectory_id, t.words from (select id, trajectory_id, floor(random() * ${texts})::int as n from step) s
      join bench_text t on t.n = s.n`,
  ],
]
