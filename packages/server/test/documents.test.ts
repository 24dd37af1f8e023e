import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createRestRoutes } from '../src/rest/create-rest-routes.ts'
import { appRouter } from '../src/router/index.ts'

const root = new URL('../../../', import.meta.url)
const text = ['README.md', ...readdirSync(new URL('docs', root)).map((name) => `docs/${name}`)]
  .map((path) => readFileSync(new URL(path, root), 'utf8'))
  .join('\n')
const procedures = Object.keys(appRouter._def.procedures)

it('the documents name procedures that there are', () => {
  const routers = Object.keys(appRouter._def.record).join('|')
  const named = [...text.matchAll(new RegExp(`\`(?:/trpc/)?((?:${routers})\\.[a-zA-Z]+)`, 'g'))]
  expect(named.map(([, name]) => name).filter((name) => !procedures.includes(name ?? ''))).toEqual([])
  expect(named.length).toBeGreaterThan(8)
})

it('the documents name every route of the REST API but that of a backup', () => {
  const paths = createRestRoutes({ instance: 'i', version: 'v' })
    .map(({ path }) => path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}'))
    .filter((path) => path !== '/' && path !== '/backup')
  expect(paths.filter((path) => !text.includes(path))).toEqual([])
})
