/// <reference lib="dom" />
import { writeHeapSnapshot } from 'node:v8'
import { expect, test } from '@jest/globals'

const folder = process.env['BENCHMARK_HEAPS'] ?? '.'

class BenchmarkTarget {
  readonly mark = { target: true }
}

/** A page with things to click at. */
function render(rows: number, onClick: () => void): HTMLElement {
  const table = document.createElement('table')
  for (let row = 0; row < rows; row++) {
    const line = table.insertRow()
    line.insertCell().textContent = `row ${row}`
    line.addEventListener('click', () => onClick())
  }
  document.body.append(table)
  return table
}

test('writes the heap of its worker', () => {
  const target = new BenchmarkTarget()
  const table = render(500, () => expect(target.mark.target).toBe(true))
  writeHeapSnapshot(`${folder}/first.heapsnapshot`)

  table.remove()
  render(100, () => expect(target).toBeDefined())
  writeHeapSnapshot(`${folder}/later.heapsnapshot`)
  expect(process.env['JEST_WORKER_ID']).toBeDefined()
  expect(process.send).toBeDefined()
})
