/** The legal check: what stops a paper. */
import type { LegalCode, LegalFinding } from '$lib/backend/contract.gen';

/** True when something blocks, or asks and nobody accepted it. */
export function stopped(findings: readonly LegalFinding[], accepted: readonly LegalCode[]): boolean {
  return findings.some(({ severity, code }) => severity === 'blocks' || (severity === 'asks' && !accepted.includes(code)));
}
