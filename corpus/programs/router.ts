/* eslint-disable import-x/no-default-export -- the case is about one */
interface Router {
  route?: object
}

// culprit
export default { route: undefined } as Router

export function isRouted(router: Router): boolean {
  return router.route !== undefined
}
