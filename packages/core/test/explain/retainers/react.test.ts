import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../fixtures/words-of.ts'

const FIBERS = `
  root -> reactRoot -_internalRoot-> fiberRoot -current-> host -child-> clock -type-> Clock, host -child-> box -type-> tag
  clock -child-> box -return-> clock
  clock -memoizedState-> hook -memoizedState-> state, hook -queue-> queue -lastRenderedState-> state
  hook -next-> refHook -memoizedState-> ref -current-> video
  refHook -next-> effectHook -memoizedState-> effect -create-> start
  clock -memoizedProps-> props -clock-> held, box -memoizedProps-> boxProps -onClick-> held
  setter -internal:bound_function-> dispatch, setter -internal:bindings-> bindings -internal:0-> clock, bindings -internal:1-> queue
  root -> setter = closure "", dispatch = closure "dispatchSetState"
  fiberRoot = object "FiberRootNode"; host = object "FiberNode"; clock = object "FiberNode"; box = object "FiberNode"
  Clock = closure "Clock"; tag = string "div"; hook = object "Object"; queue = object "Object"
`.replace('root -> setter = closure "", ', 'root -> setter; setter = closure "bound dispatchSetState"; ')

const TO_CLOCK = ['reactRoot -_internalRoot-> fiberRoot', 'fiberRoot -current-> host', 'host -child-> clock']

describe('what a component keeps is named by the component, not by the records of React', () => {
  test.each([
    ['state', ['clock -memoizedState-> hook', 'hook -memoizedState-> state'], 'state of component Clock'],
    [
      'a ref',
      [
        'clock -memoizedState-> hook',
        'hook -next-> refHook',
        'refHook -memoizedState-> ref',
        'ref -current-> video',
      ],
      'ref of component Clock',
    ],
    [
      'an effect',
      [
        'clock -memoizedState-> hook',
        'hook -next-> refHook',
        'refHook -next-> effectHook',
        'effectHook -memoizedState-> effect',
        'effect -create-> start',
      ],
      'effect of component Clock',
    ],
    ['a prop', ['clock -memoizedProps-> props', 'props -clock-> held'], 'prop `clock` of component Clock'],
  ])('%s', (_, steps, words) => {
    expect(wordsOf(FIBERS, [...TO_CLOCK, ...steps])).toEqual([words])
  })

  test('a prop of an element is of the component that renders it', () => {
    const steps = ['clock -child-> box', 'box -memoizedProps-> boxProps', 'boxProps -onClick-> held']
    expect(wordsOf(FIBERS, [...TO_CLOCK, ...steps])).toEqual(['prop `onClick` of component Clock'])
  })
})

test('a setter of state holds the state of its component', () => {
  const steps = ['setter -bindings-> bindings', 'bindings -1-> queue', 'queue -lastRenderedState-> state']
  expect(wordsOf(FIBERS, steps)).toEqual(['state setter of component Clock: state'])
})
