interface Router {
  route?: object
}

// eslint-disable-next-line import-x/no-default-export -- what the case is about
// culprit
export default { route: undefined } as Router

export function isRouted(router: Router): boolean {
  return router.route !== undefined
}
