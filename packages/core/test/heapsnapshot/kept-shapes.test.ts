import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const major = Number(process.versions.node.split('.')[0])

// older ones do not run TypeScript
test.skipIf(major < 24)('the code that reads heaps outlives the collection of the heaps', () => {
  const code = join(import.meta.dirname, 'kept-shapes.code.ts')
  const trace = execFileSync(process.execPath, ['--trace-opt', '--trace-deopt', code], {
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  const namesIn = (lines: RegExp) => [...trace.matchAll(lines)].map(([, name]) => name)
  const hot = ['takeNodes', 'readPart', '#readSlow']
  expect(namesIn(/completed compiling .*<JSFunction (\S+) \(/g)).toEqual(expect.arrayContaining(hot))
  const dropped = namesIn(/SharedFunctionInfo (\S+)>\).* embedded weak objects cleared/g)
  expect(dropped.filter((name) => hot.includes(name))).toEqual([])
})
