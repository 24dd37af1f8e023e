import { expect, it } from 'vitest'
import { html, htmlOfText } from './html.ts'

it('escapes what is put in as text, in elements and in attributes', () => {
  const text = `<script>alert("x" + 'y' && 1)</script>`
  expect(html`<p title="${text}">${text}</p>`.markup).not.toMatch(/<script|"x"|'y'|&&/)
})

it('keeps markup that is put in, one or many', () => {
  const item = html`<li>${1}</li>`
  expect(html`<ul>${[item, item]}</ul>${item}`.markup).toBe('<ul><li>1</li><li>1</li></ul><li>1</li>')
})

it('takes what stands in backticks for code', () => {
  expect(htmlOfText('send `a<b` now').markup).toBe('send <code>a&lt;b</code> now')
})
