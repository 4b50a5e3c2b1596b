import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { Dependency } from '@/lib/structure/graph'
import { DependencyKind } from '@/lib/structure/outline'
import { Graph, UnresolvedPage } from './repository'

const GraphNodes = Graph.omit({ from: true, to: true, kinds: true })
const GraphArrows = Graph.pick({ from: true, to: true, kinds: true })

/** Whatever stands in the graph, with its place in it. */
const graphFiles = (snapshotId: string) => sql`
  select path, language, coalesce(lines, 0) as lines, size, coalesce("order", 0) as "order",
         case when role = 'source' and is_test then 'test' else role end as role,
         (row_number() over (order by path collate "C"))::int - 1 as place
  from file where snapshot_id = ${snapshotId}::uuid and is_included`

/** One row holds every column whole: thousands of rows of objects would be slower to read than to find. */
export async function getGraphNodes(db: Db, snapshotId: string): Promise<z.infer<typeof GraphNodes>> {
  const column = (name: Prisma.Sql) => sql`coalesce(array_agg(${name} order by place), '{}')`
  const [found] = await rows(
    db,
    GraphNodes,
    sql`
      with node as (${graphFiles(snapshotId)})
      select ${column(sql`path`)} as paths, ${column(sql`language`)} as languages, ${column(sql`lines`)} as lines,
             ${column(sql`size::float8`)} as bytes, ${column(sql`"order"`)} as "order", ${column(sql`role`)} as roles
      from node`,
  )
  if (!found) throw new Error('An aggregate gave no row.')
  return found
}

/** One arrow per pair of included files, with a bit for every kind that ties them. */
export async function getGraphArrows(db: Db, snapshotId: string): Promise<z.infer<typeof GraphArrows>> {
  const column = (name: Prisma.Sql) => sql`coalesce(array_agg(${name} order by "from", "to"), '{}')`
  const [found] = await rows(
    db,
    GraphArrows,
    sql`
      with node as materialized (${graphFiles(snapshotId)}),
      arrow as (
        select f.place as "from", t.place as "to",
               bit_or(1 << (array_position(${DependencyKind.options}::text[], d.kind) - 1)) as kinds
        from dependency d join node f on f.path = d.from_path join node t on t.path = d.to_path
        where d.snapshot_id = ${snapshotId}::uuid and f.place <> t.place group by 1, 2)
      select ${column(sql`"from"`)} as "from", ${column(sql`"to"`)} as "to", ${column(sql`kinds`)} as kinds from arrow`,
  )
  if (!found) throw new Error('An aggregate gave no row.')
  return found
}

/** Between two files, or all below a folder where an end ends in `/`; an empty end is any file. By file and line. */
export async function listDependenciesBetween(
  db: Db,
  snapshotId: string,
  { from, to, limit }: { from: string; to: string; limit: number },
): Promise<{ dependencies: Dependency[]; count: number }> {
  const isAt = (column: Prisma.Sql, end: string) =>
    end === '' || end.endsWith('/') ? sql`starts_with(${column}, ${end})` : sql`${column} = ${end}`
  const isBetween = sql`snapshot_id = ${snapshotId}::uuid and ${isAt(sql`from_path`, from)} and ${isAt(sql`to_path`, to)}`
  const Count = z.object({ count: z.int() })
  const [dependencies, [counted]] = await Promise.all([
    rows(
      db,
      Dependency,
      sql`select from_path as from, to_path as to, kind, line, names from dependency where ${isBetween}
        order by from_path collate "C", line, to_path collate "C", id limit ${limit}`,
    ),
    rows(db, Count, sql`select count(*)::int as count from dependency where ${isBetween}`),
  ])
  return { dependencies, count: counted?.count ?? 0 }
}

/** In the order of their files and lines, `limit` of those that come after the one with the id `after`. */
export async function listUnresolvedImports(
  db: Db,
  snapshotId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Omit<UnresolvedPage, 'next'>> {
  const isUnresolved = sql`snapshot_id = ${snapshotId}::uuid and not is_external`
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`(from_path, line, id) > (select from_path, line, id from unresolved_import where id = ${after}::uuid)`
  const Count = UnresolvedPage.pick({ count: true })
  const [found, [counted]] = await Promise.all([
    rows(
      db,
      UnresolvedPage.shape.rows.element,
      sql`select id::text as id, from_path as "from", specifier, line from unresolved_import
        where ${isUnresolved} and ${isAfter} order by from_path, line, id limit ${limit}`,
    ),
    rows(db, Count, sql`select count(*)::int as count from unresolved_import where ${isUnresolved}`),
  ])
  return { rows: found, count: counted?.count ?? 0 }
}
