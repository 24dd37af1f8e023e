import { createHash } from 'node:crypto'
import { z } from 'zod'
import { docsStyle } from './docs/docs-style.ts'
import { renderDocs } from './docs/render-docs.ts'
import { createOpenApi, type OpenApi } from './openapi/create-openapi.ts'
import { type RestRoute, restRoute } from './rest-route.ts'

const styleHash = createHash('sha256').update(docsStyle).digest('base64')
/** The page runs nothing, loads nothing, and has one style sheet of its own. */
const docsPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The routes that tell of the others and of themselves, made when they are first asked for. */
export function createDocuments(routes: readonly RestRoute[], version: string): readonly RestRoute[] {
  let document: OpenApi | null = null
  let page: string | null = null
  const describe = () => {
    document ??= createOpenApi([...routes], version)
    return document
  }
  const openApi = restRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description, as OpenAPI 3.1',
    scope: null,
    answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    handle: describe,
  })
  const docs = restRoute({
    method: 'get',
    path: '/docs',
    summary: 'This description, to read',
    scope: null,
    answer: z.string(),
    answerType: 'text/html; charset=utf-8',
    handle(_, { setHeader }) {
      page ??= renderDocs(describe())
      setHeader('content-security-policy', docsPolicy)
      return page
    },
  })
  return [openApi, docs]
}
