import type { Sql, SqlTransaction } from "../connection/database";

/**
 * Finds what would prevent the tenant tables from being distributed over machines by project: keys that
 * do not begin with `project_id`, and objects that work only on one machine, such as sequences and
 * triggers. Returns a sentence for each problem.
 */
export async function findShapeProblems(
  sql: Sql | SqlTransaction,
  tenantTables: readonly string[],
): Promise<string[]> {
  const problems = await sql<{ problem: string }[]>`
    with tenant as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and relname = any(${[...tenantTables]})
    ),
    project as (
      select attrelid, attnum from pg_attribute where attname = 'project_id' and not attisdropped
    ),
    ours as (
      select oid, relname, relkind from pg_class where relnamespace = 'public'::regnamespace
    )
    select 'the index ' || indexrelid::regclass || ' does not begin with project_id' as problem
    from pg_index join tenant on tenant.oid = indrelid
    where not exists (select from project where attrelid = indrelid and attnum = indkey[0])
    union all
    select relname || ' has no primary key' from tenant
    where not exists (select from pg_index where indrelid = tenant.oid and indisprimary)
    union all
    select 'the foreign key ' || conname || ' does not begin with project_id'
    from pg_constraint join tenant on tenant.oid = conrelid
    where contype = 'f' and not (
      exists (select from project where attrelid = conrelid and attnum = conkey[1])
      and (confrelid = 'projects'::regclass
        or exists (select from project where attrelid = confrelid and attnum = confkey[1])))
    union all
    select 'the foreign key ' || conname || ' would empty project_id'
    from pg_constraint where contype = 'f' and confdeltype in ('n', 'd') and cardinality(conkey) > 1
    union all
    select 'the trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger
    join ours on ours.oid = tgrelid where not tgisinternal
    union all
    select relname || '.' || attname || ' makes its own values'
    from tenant join pg_attribute on attrelid = tenant.oid
    where attnum > 0 and (atthasdef or attidentity <> '')
    union all
    select case relkind when 'S' then 'the sequence ' when 'm' then 'the materialized view '
      else 'the view ' end || relname from ours where relkind in ('S', 'm', 'v')
    union all
    select 'the function ' || proname from pg_proc
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    order by problem`;
  return problems.map(({ problem }) => problem);
}
