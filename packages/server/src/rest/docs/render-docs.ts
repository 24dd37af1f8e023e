import { errorToHttp } from '../../error-to-http.ts'
import { type ProblemCode, problemMeanings } from '../../http/problem-meanings.ts'
import type { Content, OpenApi, Operation } from '../openapi/create-openapi.ts'
import { docsStyle } from './docs-style.ts'
import { type Html, html, htmlOfText } from './html.ts'
import { renderSchema } from './render-schema.ts'

interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

/** The document as one page, which needs no script. */
export function renderDocs(document: OpenApi): string {
  const entries = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  )
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Arena: the REST API</title>
<link rel="icon" href="data:,">
<style>${{ markup: docsStyle }}</style>
<h1>Arena: the REST API</h1>
<p>${document.info.description} Send a key with each call: <code>authorization: Bearer KEY</code>.
The same as OpenAPI 3.1: <a href="/openapi.json">openapi.json</a>. Version ${document.info.version}.</p>
<nav aria-label="Paths"><ul>${entries.map(renderLink)}</ul></nav>
<h2>Paths</h2>
${entries.map(renderOperation)}
<h2>Errors</h2>
<p>Every error is a problem of RFC 9457 (<code>application/problem+json</code>). Its <code>type</code> leads to one of these.</p>
<div class="wide"><table><thead><tr><th>Code<th>Status<th>What it means<th>What to do</thead><tbody>${Object.keys(problemMeanings).map(renderError)}</tbody></table></div>
</html>`
  return page.markup
}

function renderLink({ path, method, operation }: Entry): Html {
  return html`<li><a href="#${operation.operationId}"><span class="method ${method}">${method}</span><code>${path}</code></a> <span class="what">${operation.summary}</span>`
}

function renderOperation({ path, method, operation }: Entry): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation
  const [key] = security
  return html`<details id="${operationId}" open><summary><span class="method ${method}">${method}</span>
<code>${path}</code> <span class="what">${summary}</span></summary><div>
${description === undefined ? '' : html`<p>${htmlOfText(description)}</p>`}
<p class="what">${key ? `Needs a key with the scope ${Object.values(key).join(', ')}.` : 'Needs no key.'}</p>
${
  parameters.length === 0
    ? ''
    : html`<h3>Parameters</h3><div class="wide"><table><tbody>${parameters.map(
        ({ name, in: place, required, schema, description: what = '' }) => html`<tr><td><code>${name}</code>
<td>${place}${required ? ', required' : ''}<td>${renderSchema(schema)}<td>${htmlOfText(what)}`,
      )}</tbody></table></div>`
}
${requestBody ? html`<h3>Body</h3>${Object.entries(requestBody.content).map(renderContent)}` : ''}
<h3>Answers</h3>${Object.entries(responses).map(([status, { description: what, content = {} }]) =>
    status === '200'
      ? html`${Object.entries(content).map(renderContent)}`
      : html`<p><code>${status}</code> ${what.split(', ').map((code) => html`<a href="#error-${code}">${code}</a> `)}</p>`,
  )}</div></details>`
}

function renderContent([type, { schema, example, examples = {} }]: [string, Content]): Html {
  const shown = example === undefined ? [] : [{ summary: 'Example', value: example }]
  return html`<p class="what">${type}</p>${renderSchema(schema)}${[...shown, ...Object.values(examples)].map(
    ({ summary, value }) => html`<p class="what">${summary}</p><pre>${JSON.stringify(value, null, 2)}</pre>`,
  )}`
}

function renderError(code: string): Html {
  const { title, advice } = problemMeanings[code as ProblemCode]
  return html`<tr id="error-${code}"><td><code>${code}</code><td>${errorToHttp(code as ProblemCode)}<td>${title}<td>${htmlOfText(advice)}`
}
