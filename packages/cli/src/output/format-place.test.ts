import { expect, it } from 'vitest'
import { formatPlace } from './format-place.ts'

const place = {
  subject: 'agent' as const,
  ...{ id: 'python-pro', rank: 12, size: 1240, xpToNextRank: 35 },
  entries: [{ id: 'python-pro', name: 'Python-Pro' }],
}

it.each([
  [place, 'Python-Pro is at rank 12 of 1,240, 35 XP below the next.'],
  [{ ...place, rank: 1, xpToNextRank: null }, 'Python-Pro is at rank 1 of 1,240.'],
  [{ ...place, rank: null }, 'Python-Pro has too little measured to be ranked.'],
  [{ ...place, rank: null, entries: [] }, 'python-pro is not on this board.'],
])('says where one stands', (stated, sentence) => {
  expect(formatPlace(stated)).toBe(sentence)
})
