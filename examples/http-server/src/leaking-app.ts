import type { IncomingMessage, ServerResponse } from 'node:http'
import { RequestContext } from './request-context.ts'
import { settings } from './settings.ts'

/** Answers a request. Each one listens for changes of the settings, and goes on listening when it has been answered. */
export function app(request: IncomingMessage, response: ServerResponse): void {
  const context = new RequestContext(request.url ?? '/')
  settings.on('change', function useLanguage(language) {
    context.language = language
  })
  response.end(`${context.path} in ${context.language}`)
}
