import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'

/** What a transcript proves of the work done in it. */
export interface ProvenWork {
  /** Commands of a test runner that failed and then, word for word the same, passed. */
  readonly mendedTestCommands: number
  /** Names of commits, as git told them. */
  readonly commits: readonly string[]
}

export interface EvidenceTally {
  add(record: JsonObject): void
  read(): ProvenWork
}

/** A command that runs tests and whose exit code is theirs: nothing follows that could hide it. */
const testCommand =
  /^(?:\w+=\S+ )*(?:(?:npx|pnpm|yarn|bun|uv run|poetry run|bundle exec|python3? -m) )?(?:vitest|jest|mocha|pytest|rspec|phpunit|npm (?:run )?test|npm t|pnpm (?:run )?test|yarn (?:run )?test|bun (?:run )?test|node --test|deno test|go test|cargo (?:nextest|test)|mvn (?:\S+ )*test|\.?\/?gradlew? (?:\S+ )*test|dotnet test|mix test|make test|tox|ctest)\b/
const commitCommand = /^git (?:-\S+ \S+ )?commit\b/
const commitId = /^[0-9a-f]{7,40}$/
const hidesExitCode = /[|;\n`]|&(?!>|\d)|\$\(/
const maxCommits = 20

type Watched =
  | { readonly kind: 'test'; readonly command: string }
  | { readonly kind: 'commit'; readonly command: string }

/** Watches the shell commands of one agent's transcript. It keeps the commands that fail, and no output. */
export function createEvidenceTally(): EvidenceTally {
  const running = new Map<string, Watched>()
  const failed = new Set<string>()
  const mended = new Set<string>()
  const commits = new Set<string>()

  function finish({ kind, command }: Watched, result: JsonObject): void {
    const text = textOf(result['content'])
    const isError = result['is_error'] === true
    if (kind === 'commit') {
      const commit = isError ? undefined : commitToldIn(text)
      if (commit !== undefined && commits.size < maxCommits) commits.add(commit)
    } else if (!isError && failed.has(command)) {
      mended.add(command)
    } else if (isError && /^Exit code [1-9]/.test(text)) {
      failed.add(command)
      mended.delete(command)
    }
  }

  return {
    add(record) {
      for (const block of asObjects(asObject(record['message'])?.['content'])) {
        if (block['type'] === 'tool_use' && block['name'] === 'Bash') {
          const id = asText(block['id'])
          const watched = watch(asObject(block['input']))
          if (id !== null && watched !== null) running.set(id, watched)
        }
        const id = block['type'] === 'tool_result' ? asText(block['tool_use_id']) : null
        const watched = running.get(id ?? '')
        if (id === null || watched === undefined) continue
        running.delete(id)
        finish(watched, block)
      }
    },
    read: () => ({ mendedTestCommands: mended.size, commits: [...commits] }),
  }
}

function watch(input: JsonObject | null): Watched | null {
  const command = asText(input?.['command'])
  if (command === null || command.length > 2000 || input?.['run_in_background'] === true) return null
  const last = command.split('&&').at(-1)?.trim() ?? ''
  if (commitCommand.test(last)) return { kind: 'commit', command: last }
  if (!testCommand.test(last) || hidesExitCode.test(command.replaceAll('&&', ' '))) return null
  return { kind: 'test', command: last }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return asObjects(content)
    .map((block) => asText(block['text']) ?? '')
    .join('\n')
}

/** As git tells it: `[main 1a2b3c4] The message`. */
function commitToldIn(text: string): string | undefined {
  const told = text.split('\n').find((line) => line.startsWith('['))
  const words = told?.slice(1, told.indexOf('] ')).split(' ')
  return words?.findLast((word) => commitId.test(word))
}
