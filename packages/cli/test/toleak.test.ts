import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, SESSIONS, writeHeaps } from './fixtures/heaps.ts'
import { BIN } from './fixtures/run-toleak.ts'

let folder: string
beforeAll(() => {
  folder = makeFolder()
  writeHeaps(folder, `${SESSIONS} write('heap')`)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command with standard output as given; `read` gets it when it is a pipe. */
function run(args: readonly string[], stdout: 'pipe' | number, read?: (pipe: NodeJS.ReadableStream) => void) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, stdio: ['ignore', stdout, 'pipe'] })
  let stderr = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => void (stderr += text))
  if (child.stdout) read?.(child.stdout)
  return new Promise<{ exitCode: number | null; stderr: string }>((resolve) =>
    child.on('close', (exitCode) => resolve({ exitCode, stderr })),
  )
}

describe('the program', () => {
  it('can be run as a command', () => {
    expect(statSync(BIN).mode & 0o111).not.toBe(0)
  })

  it('ends quietly when nobody reads on', async () => {
    // far more than a pipe holds, and closed before the first byte
    const args = ['summary', 'heap.heapsnapshot', '--json', '-']
    const { exitCode, stderr } = await run(args, 'pipe', (pipe) =>
      (pipe as NodeJS.ReadableStream & { destroy(): void }).destroy(),
    )
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
  })

  it('ends quietly when the reader has enough', async () => {
    let first = ''
    const { exitCode, stderr } = await run(
      ['explain', 'heap.heapsnapshot', '(string)', '--json', '-'],
      'pipe',
      (pipe) =>
        pipe.once('data', (chunk: Buffer) => {
          first = String(chunk)
          ;(pipe as NodeJS.ReadableStream & { destroy(): void }).destroy()
        }),
    )
    expect(first).toMatch(/^\{\n {2}"found": \d+/)
    expect(first.length).toBeLessThan(200_000)
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
  })

  it('prints all of a long result into a pipe before it ends', async () => {
    let text = ''
    await run(['summary', 'heap.heapsnapshot', '--json', '-'], 'pipe', (pipe) =>
      pipe.on('data', (chunk: Buffer) => void (text += String(chunk))),
    )
    expect(text.length).toBeGreaterThan(10_000)
    expect(() => JSON.parse(text) as unknown).not.toThrow()
  })

  it.skipIf(!existsSync('/dev/full'))('says that a full disk did not take the result', async () => {
    const full = openSync('/dev/full', 'w')
    const { exitCode, stderr } = await run(['summary', 'heap.heapsnapshot'], full)
    closeSync(full)
    expect(stderr).toContain('Cannot write the result: standard output gave "ENOSPC')
    expect(exitCode).toBe(4)
  })
})
