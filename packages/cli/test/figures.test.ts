import { expect, it } from 'vitest'
import { bytesInWords, counted, figure, signedFigure } from '../src/figures.ts'

it('separates thousands', () => {
  expect([0, 999, 1000, 1234567].map(figure)).toEqual(['0', '999', '1,000', '1,234,567'])
})

it('signs what grew and what shrank', () => {
  expect([1234, 0, -5].map(signedFigure)).toEqual(['+1,234', '0', '-5'])
})

it('knows one from many', () => {
  expect([0, 1, 2000].map((count) => counted(count, 'class', 'classes'))).toEqual([
    '0 classes',
    '1 class',
    '2,000 classes',
  ])
})

it('says bytes exactly and in short, in units that fit', () => {
  expect([1, 999, 1000, 999_949, 999_950, 12_345_678, 5e13].map(bytesInWords)).toEqual([
    '1 byte',
    '999 bytes',
    '1,000 bytes (1.0 kB)',
    '999,949 bytes (999.9 kB)',
    '999,950 bytes (1.0 MB)',
    '12,345,678 bytes (12.3 MB)',
    '50,000,000,000,000 bytes (50.0 TB)',
  ])
})
