import { getTableColumns, getTableName } from 'drizzle-orm'
const cache = new Map()
export function writeRows(table: any, rows: any[]) {
  let plan = cache.get(table)
  if (!plan) {
    const columns = Object.entries(getTableColumns(table)) as any[]
    const isJson = ([, c]: any) => c.dataType === 'json'
    const plain = columns.filter((c) => !isJson(c)), json = columns.filter(isJson)
    const all = [...plain, ...json]
    const sql = `INSERT INTO "${getTableName(table)}" (${all.map(([, c]) => `"${c.name}"`).join(', ')}) WITH line AS MATERIALIZED (SELECT value -> 0 AS s, ${json.map((_, i) => `value ->> ${i + 1} AS j${i}`).join(', ')} FROM json_each(?)) SELECT ${plain.map((_, i) => `s ->> ${i}`).join(', ')}, ${json.map((_, i) => 'j' + i).join(', ')} FROM line WHERE true`
    plan = { plain: plain.map(([k, c]) => [k, c, c.dataType === 'boolean']), json: json.map(([k]) => k), sql }
    cache.set(table, plan)
  }
  const enc = rows.map((row) => [plan.plain.map(([k, c, m]: any) => { const v = row[k] ?? null; if (m) return v === null ? null : c.mapToDriverValue(v); if (typeof v === 'string' && !v.isWellFormed()) throw new Error('x'); return v }), ...plan.json.map((k: string) => row[k] === null ? null : JSON.stringify(row[k]))])
  return [{ sql: plan.sql, args: [JSON.stringify(enc)] }]
}
