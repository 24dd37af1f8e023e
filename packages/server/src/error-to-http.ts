import type { ErrorCode } from '@arena/core'

/** The HTTP status of an error code. */
export function errorToHttp(
  code: ErrorCode,
): 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503 {
  switch (code) {
    case 'invalid-report':
    case 'invalid-input':
    case 'unsupported-schema':
      return 400
    case 'no-key':
    case 'invalid-key':
      return 401
    case 'missing-scope':
    case 'missing-role':
    case 'invalid-invitation':
    case 'wrong-user':
    case 'backdate-not-allowed':
    case 'host-not-allowed':
    case 'origin-not-allowed':
      return 403
    case 'not-found':
      return 404
    case 'method-not-allowed':
      return 405
    case 'report-conflict':
    case 'name-taken':
    case 'last-owner':
    case 'report-void':
      return 409
    case 'too-large':
      return 413
    case 'unsupported-media-type':
      return 415
    case 'rate-limited':
      return 429
    case 'server-busy':
    case 'store-unavailable':
    case 'disk-full':
    case 'unreachable':
    case 'no-server':
      return 503
    case 'invalid-config':
    case 'database-corrupt':
    case 'database-foreign':
    case 'database-newer':
    case 'database-in-use':
    case 'database-unwritable':
    case 'file-unusable':
    case 'port-in-use':
    case 'no-home':
    case 'verify-failed':
    case 'internal':
      return 500
  }
}
