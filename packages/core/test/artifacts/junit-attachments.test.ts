import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { attachmentLine, readsAttachments, withAttachments } from '../../src/artifacts/junit-attachments.ts'

const gitlab = { GITLAB_CI: 'true', CI_PROJECT_DIR: '/builds/app' }
const jenkins = { JENKINS_URL: 'https://ci' }

test('a line is relative to the checkout of GitLab, else absolute', () => {
  expect(attachmentLine('/builds/app/r/a.svg', gitlab)).toBe('[[ATTACHMENT|r/a.svg]]')
  expect(attachmentLine('/elsewhere/a.svg', gitlab)).toBe('[[ATTACHMENT|/elsewhere/a.svg]]')
  expect(attachmentLine('/builds/app/r/a.svg', jenkins)).toBe('[[ATTACHMENT|/builds/app/r/a.svg]]')
  expect([gitlab, jenkins, {}].map(readsAttachments)).toEqual([true, true, false])
})

describe('a JUnit report', () => {
  const failing = (text: string) =>
    `<testcase name="a &gt; b" classname='x>y'><failure message="m">${text}</failure></testcase>`
  const xml = `<?xml version="1.0"?>
<testsuites><testsuite><testcase name="passes"/><testcase name="passes, too">
</testcase>${failing(`one
Ancestors graph: r/a&amp;b-1.svg
 at x
Ancestors graph: r/c-1.svg`)}${failing('no picture')}</testsuite></testsuites>`
  const changed = withAttachments(xml, '/builds/app', gitlab)
  const outputs = [
    ...new JSDOM(changed, { contentType: 'text/xml' }).window.document.querySelectorAll('system-out'),
  ]

  test('refers to each picture, from its test case', () => {
    expect(outputs.map(({ textContent }) => textContent)).toEqual([
      '[[ATTACHMENT|r/a&b-1.svg]]\n[[ATTACHMENT|r/c-1.svg]]\n',
    ])
    expect(outputs[0]!.parentElement!.getAttribute('name')).toBe('a > b')
  })

  test('is otherwise as it was, and stays so when it refers to them already', () => {
    expect(changed.replace(/<system-out>[^<]*<\/system-out>/, '')).toBe(xml)
    expect(withAttachments(changed, '/builds/app', gitlab)).toBe(changed)
  })
})
