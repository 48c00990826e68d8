import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { CaptureError } from '../../src/errors.ts'
import { layOut, layOutSync } from '../../src/render/graphviz.ts'

const DOT = 'digraph { a -> b }'

/** Threads of this process besides this one. */
function threadCount(): number {
  return (process.report.getReport() as unknown as { workers: unknown[] }).workers.length
}

describe('layOutSync', () => {
  it('gives the same bytes as layOut', async () => {
    expect(layOutSync(DOT)).toBe(await layOut(DOT))
  })

  it('leaves no thread behind, nor anything that keeps the process running', async () => {
    await vi.waitFor(() => expect(threadCount()).toBe(0))
    for (let round = 0; round < 5; round++) layOutSync(DOT)
    await vi.waitFor(() => expect(threadCount()).toBe(0))
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('MessagePort'))
  })

  it('takes no flags, environment or output of the process into the thread', () => {
    const { execArgv } = process
    process.execArgv = [...execArgv, '--import=/no/such/loader.mjs']
    process.env.NODE_OPTIONS = '--require=/no/such/hook.cjs'
    try {
      expect(layOutSync(DOT)).toContain('"name": "a"')
    } finally {
      process.execArgv = execArgv
      delete process.env.NODE_OPTIONS
    }
  })

  it('gives up after a time, and says so', async () => {
    expect(() => layOutSync(DOT, 1)).toThrow(
      new CaptureError(
        'Cannot draw the ancestors graph: Graphviz gave no layout within 1 ms, expected a layout. The failure message has the same path in words.',
      ),
    )
    // the thread is stopped while it starts; an uncaught error of it would fail this run
    await sleep(300)
    expect(threadCount()).toBe(0)
  })

  it('says what Graphviz says', () => {
    expect(() => layOutSync('digraph { a -> ')).toThrow(
      /^Cannot draw the ancestors graph: Graphviz says "syntax error .*", expected a layout/,
    )
  })
})

describe('layOut', () => {
  it('says what Graphviz says', async () => {
    await expect(layOut('digraph { a -> ')).rejects.toThrow(
      /^Cannot draw the ancestors graph: Graphviz says "syntax error .*", expected a layout/,
    )
    await expect(layOut('digraph { a -> ')).rejects.toBeInstanceOf(CaptureError)
  })
})
