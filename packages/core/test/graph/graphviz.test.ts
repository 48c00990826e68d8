import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { CaptureError } from '../../src/errors.ts'
import { runGraphviz, runGraphvizSync } from '../../src/graph/graphviz.ts'

const DOT = 'digraph { a -> b }'

/** Threads of this process besides this one. */
function threadCount(): number {
  return (process.report.getReport() as unknown as { workers: unknown[] }).workers.length
}

describe('runGraphvizSync', () => {
  it('gives the same bytes as runGraphviz', async () => {
    expect(runGraphvizSync(DOT, 'json0')).toBe(await runGraphviz(DOT, 'json0'))
  })

  it('leaves no thread behind, nor anything that keeps the process running', async () => {
    await vi.waitFor(() => expect(threadCount()).toBe(0))
    for (let round = 0; round < 5; round++) runGraphvizSync(DOT, 'json0')
    await vi.waitFor(() => expect(threadCount()).toBe(0))
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('MessagePort'))
  })

  it('takes no flags, environment or output of the process into the thread', () => {
    const { execArgv } = process
    process.execArgv = [...execArgv, '--import=/no/such/loader.mjs']
    process.env.NODE_OPTIONS = '--require=/no/such/hook.cjs'
    try {
      expect(runGraphvizSync(DOT, 'json0')).toContain('"name": "a"')
    } finally {
      process.execArgv = execArgv
      delete process.env.NODE_OPTIONS
    }
  })

  it('gives up after a time, and says so', async () => {
    expect(() => runGraphvizSync(DOT, 'json0', 1)).toThrow(
      new CaptureError(
        'Cannot draw graph: Graphviz gave no layout within 1 ms, expected a layout. The same graph is there as text and JSON; a smaller part of it may be drawn.',
      ),
    )
    // the thread is stopped while it starts; an uncaught error of it would fail this run
    await sleep(300)
    expect(threadCount()).toBe(0)
  })

  it('says what Graphviz says', () => {
    expect(() => runGraphvizSync('digraph { a -> ', 'json0')).toThrow(
      /^Cannot draw graph: Graphviz says "syntax error .*", expected a layout/,
    )
  })
})

describe('runGraphviz', () => {
  it('draws too', async () => {
    expect(await runGraphviz(DOT, 'svg')).toMatch(/<svg [^]*<\/svg>\s*$/)
  })

  it('works in a realm that lacks what Graphviz needs', async () => {
    vi.stubGlobal('TextDecoder', undefined)
    vi.stubGlobal('WebAssembly', undefined)
    try {
      expect(await runGraphviz(DOT, 'json0')).toContain('"name": "a"')
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('gives up after a time, fake timers or not, and leaves no thread behind', async () => {
    vi.useFakeTimers()
    try {
      // some 160,000 crossings to untangle
      const nodes = Array.from({ length: 400 }, (_, n) => n)
      const dense = `digraph { ${nodes.flatMap((n) => [`${n} -> ${(n * 7) % 400}`, `${n} -> ${(n * 31) % 400} [label=x]`]).join(';')} }`
      await expect(runGraphviz(dense, 'svg', 500)).rejects.toThrow(
        'Cannot draw graph: Graphviz gave no layout within 500 ms, expected a layout.',
      )
    } finally {
      vi.useRealTimers()
    }
    await vi.waitFor(() => expect(threadCount()).toBe(0))
  })

  it('keeps no timer when it is done', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const drawing = runGraphviz(DOT, 'svg')
    expect(timers()).toBe(before + 1)
    await drawing
    // one of the runner's own may have ended meanwhile
    expect(timers()).toBeLessThanOrEqual(before)
  })

  it('says what Graphviz says', async () => {
    await expect(runGraphviz('digraph { a -> ', 'json0')).rejects.toThrow(
      /^Cannot draw graph: Graphviz says "syntax error .*", expected a layout/,
    )
    await expect(runGraphviz('digraph { a -> ', 'json0')).rejects.toBeInstanceOf(CaptureError)
  })
})
