import chromium from '@sparticuz/chromium'
import { type Browser, chromium as browserType } from 'playwright-core'

/** A real browser, which comes inside its package and needs nothing of the system. */
export async function openBrowser(): Promise<Browser> {
  return browserType.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
}
