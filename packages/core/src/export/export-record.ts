import { z } from 'zod'
import { agentNameSchema } from '../agent-name.ts'
import { amendmentSchema } from '../correction/amendment.ts'
import { reportIdSchema, reportSchema } from '../report.ts'

/** The newest export that this version understands. */
export const exportSchemaVersion = 1

const id = z.string().min(1).max(200)
const seq = z.number().int().min(1)
const text = z.string().max(1000)

/** The first line of an export. */
export const exportHeaderSchema = z.strictObject({
  arena: z.literal('export'),
  schema: z.number().int().min(1),
  /** `member`: one member's own history. `workspace`: everyone's. */
  of: z.enum(['member', 'workspace']),
  workspace: text,
  exportedAt: z.iso.datetime(),
})
export type ExportHeader = z.output<typeof exportHeaderSchema>

/** Every further line. Reports and corrections can be imported; what follows from them is told for its reader. */
export const exportRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('team'), id, name: text }),
  z.strictObject({ kind: z.literal('user'), id, name: text, zone: text, teamId: id.nullable() }),
  z.strictObject({
    kind: z.literal('agent'),
    userId: id,
    /** Under which it reports. */
    agent: agentNameSchema,
    name: text,
    displayName: text.nullable(),
    category: text.nullable(),
    specialties: z.array(text).max(100),
  }),
  z.strictObject({ kind: z.literal('report'), userId: id, seq, xp: z.number().int(), report: reportSchema }),
  /** All corrections of a report together, in the place of the last one. Without facts it was taken out. */
  z.strictObject({
    kind: z.literal('correction'),
    userId: id,
    seq,
    reportId: reportIdSchema,
    amendment: amendmentSchema.nullable(),
    reason: text.nullable(),
  }),
  z.strictObject({
    kind: z.literal('achievement'),
    userId: id,
    seq,
    achievementId: id,
    xp: z.number().int(),
    unlockedAt: z.iso.datetime(),
  }),
  /** The last line; without it the file was cut off. */
  z.strictObject({ kind: z.literal('end'), records: z.number().int().min(0) }),
])
export type ExportRecord = z.output<typeof exportRecordSchema>
