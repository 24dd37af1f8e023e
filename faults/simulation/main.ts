// Simulates many seeds: npm run faults:simulate -- [--seeds N] [--seed FIRST] [--trace]
import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'
import { openSimulationPlace } from './simulation-place.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
})
const first = Number(values.seed)
const last = first + Number(values.seeds) - 1
const seedsInPlace = 500 // the database of one place grows with each

let reports = 0
for (let seed = first; seed <= last && process.exitCode === undefined; ) {
  await using place = await openSimulationPlace()
  for (const end = Math.min(last, seed + seedsInPlace - 1); seed <= end; seed += 1) {
    const { faults, verification, trace, reports: reported } = await simulate({ ...place, seed })
    reports += reported
    if (values.trace) console.log(trace.join('\n'))
    if (verification.length === 0 && Object.values(faults).every((count) => count === 0)) continue
    console.error(`seed ${seed}: ${JSON.stringify({ faults, verification })}`)
    process.exitCode = 1
    break
  }
}
if (process.exitCode === undefined) console.log(`seeds ${first} to ${last}, ${reports} reports, 0 faults`)
