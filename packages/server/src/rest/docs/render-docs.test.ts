import { expect, it } from 'vitest'
import { openBrowser } from '../../../test/open-browser.ts'
import { startTestServer } from '../../../test/start-test-server.ts'
import { problemMeanings } from '../../http/problem-meanings.ts'
import type { OpenApi } from '../openapi/create-openapi.ts'

it('shows every path and every error in a browser, which has nothing to complain of', {
  timeout: 120_000,
}, async () => {
  await using server = await startTestServer()
  const described = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApi
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    const complaints: string[] = []
    const requests: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(`${server.url}/docs#error-rate-limited`)

    const headings = await page.locator('details > summary code').allInnerTexts()
    expect(headings).toEqual(
      Object.entries(described.paths).flatMap(([path, of]) => Object.keys(of).map(() => path)),
    )
    const links = await page
      .locator('nav a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    for (const link of links) expect(await page.locator(link).count()).toBe(1)
    for (const code of Object.keys(problemMeanings))
      expect(await page.locator(`#error-${code}`).count()).toBe(1)
    expect(await page.locator('#error-rate-limited').isVisible()).toBe(true)

    const colour = await page
      .locator('.method.get')
      .first()
      .evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).fontWeight)
    expect(colour).toBe('600') // else the policy keeps the style sheet out
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const cut =
      'Array.from(document.querySelectorAll(".wide")).filter((box) => box.scrollWidth > box.clientWidth).length'
    expect(await page.evaluate(cut)).toBe(0)
    expect(complaints).toEqual([])
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([])
  } finally {
    await browser.close()
  }
})
