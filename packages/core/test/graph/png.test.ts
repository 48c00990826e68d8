import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { renderPng } from '../../src/graph/png.ts'

const graph = ObjectGraph.of(['Queue', 'Job'], [{ from: 'Queue', to: 'Job', label: 'items[0]' }])

/** A picture of nothing, in points. */
const blank = (width: number, height: number) =>
  `<svg width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg"></svg>`

test('two pixels for each that the SVG has on the screen', async () => {
  const { width, height, format, hasAlpha } = await sharp(await renderPng(blank(72, 36))).metadata()
  expect([format, width, height, hasAlpha]).toEqual(['png', 192, 96, true])
})

test('the picture is there, on a transparent background', async () => {
  const { data, info } = await sharp(await renderPng(await graph.toSvg()))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = Array.from({ length: info.width * info.height }, (_, n) => [
    ...data.subarray(4 * n, 4 * n + 4),
  ])
  expect(pixels[0]).toEqual([0, 0, 0, 0])
  const transparent = pixels.filter(([, , , alpha]) => alpha === 0).length
  const box = pixels.filter((pixel) => pixel.join() === '243,245,248,255').length
  expect(transparent).toBeGreaterThan(pixels.length / 5)
  expect(box).toBeGreaterThan(pixels.length / 10)
})

test('of a large picture, as many pixels as can be', async () => {
  // 10,667 x 4,000 on the screen, four times as many at two for each
  const { width, height } = await sharp(await renderPng(blank(8_000, 3_000))).metadata()
  expect(width! * height!).toBeLessThan(64_100_000)
  expect(width! * height!).toBeGreaterThan(60_000_000)
  expect(width! / height!).toBeCloseTo(8 / 3, 2)
})

test.each([
  ['a side too long', blank(30_000, 10), 'a .png of 40,000 x 14 pixels, expected at most 32,000 a side'],
  [
    'too many in all',
    blank(7_200, 7_200),
    'a .png of 9,600 x 9,600 pixels, expected at most 32,000 a side and 64,000,000 in all',
  ],
])('%s is an error, and no crash', async (_, svg, found) => {
  await expect(renderPng(svg)).rejects.toThrow(InvalidInputError)
  await expect(renderPng(svg)).rejects.toThrow(found)
})

/** The module as its users have it, in a folder of its own, where a process can really lack sharp. */
describe.each(['esm', 'cjs'] as const)('as %s,', (format) => {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-png-'))
  const installed = join(folder, 'node_modules', 'core')
  afterAll(() => rmSync(folder, { recursive: true }))

  beforeAll(() => {
    mkdirSync(join(installed, 'graph'), { recursive: true })
    writeFileSync(
      join(installed, 'package.json'),
      `{ "type": "${format === 'esm' ? 'module' : 'commonjs'}" }`,
    )
    for (const file of ['errors', 'call-site', 'here', 'graph/png']) {
      const source = readFileSync(new URL(`../../src/${file}.ts`, import.meta.url), 'utf8')
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: format === 'esm' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
          rewriteRelativeImportExtensions: true,
        },
      })
      // CommonJS has no import.meta; bundlers make it up
      const code =
        format === 'esm' ? outputText : outputText.replaceAll('import.meta.url', "'http://localhost/'")
      writeFileSync(join(installed, `${file}.js`), code)
    }
  })

  /** What `renderPng` says in a process that runs in `cwd`. */
  function inProcess(cwd: string): { name?: string; message?: string; size?: number } {
    const program = `
      import(${JSON.stringify(join(installed, 'graph/png.js'))}).then(({ renderPng }) => renderPng(${JSON.stringify(blank(36, 36))})).then(
        (png) => console.log(JSON.stringify({ size: png.length })),
        ({ name, message }) => console.log(JSON.stringify({ name, message })),
      )`
    const output = execFileSync(process.execPath, ['-e', program], { cwd, env: {}, encoding: 'utf8' })
    return JSON.parse(output) as ReturnType<typeof inProcess>
  }

  test('sharp that is not installed is an error that says how to install it', () => {
    expect(inProcess(folder)).toEqual({
      name: 'InvalidInputError',
      message:
        'Cannot export image: sharp is not installed, expected it for .png. ' +
        'Run `npm install sharp`, or write .svg, which needs nothing.',
    })
  })

  test('sharp that is only in the project where the process runs is found', () => {
    expect(inProcess(fileURLToPath(new URL('.', import.meta.url))).size).toBeGreaterThan(60)
  })

  test('sharp that does not load is an error with its words', () => {
    const broken = join(folder, 'node_modules', 'sharp')
    mkdirSync(broken)
    writeFileSync(join(broken, 'index.js'), 'throw new Error("Could not load the module\\nmore")')
    expect(inProcess(folder)).toEqual({
      name: 'InvalidInputError',
      message:
        'Cannot export image: sharp does not load ("Could not load the module"), expected it for .png. ' +
        'Run `npm install sharp` on this very platform, or write .svg, which needs nothing.',
    })
    rmSync(broken, { recursive: true })
  })
})
