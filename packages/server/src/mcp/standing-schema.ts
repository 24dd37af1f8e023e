import { titles } from '@arena/core'
import { z } from 'zod'

/** Where an agent or a user stands, as tools tell it. */
export const standingShape = {
  xp: z.number().int(),
  level: z.number().int(),
  title: z.enum(titles),
  stars: z.number().int().describe('0 to 5'),
  xpToNextLevel: z.number().int(),
}
