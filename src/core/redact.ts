/** Stands where a password stood. */
const mask = '***';

const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/'"`]*:)([^\s@/'"`]+)(@)/gi;

const namedSecret =
  /((?:[A-Z0-9_]*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PGPASS)[A-Z0-9_]*|pwd)["']?\s*[:=]\s*["']?)([^\s"'`#,;)}]+)/gi;

const hole = /^(?:\$\{?\w+\}?|\{[^}]*\}?|%\(?\w*\)?s?)$/;

/**
 * A text for people and logs with its passwords masked: those in URLs and the values of settings
 * whose names say what they are. Holes such as `${POSTGRES_PASSWORD}` hold no secret and stay.
 */
export function redactSecrets(text: string): string {
  const masked = (_whole: string, before: string, secret: string, after = '') =>
    `${before}${hole.test(secret) ? secret : mask}${typeof after === 'string' ? after : ''}`;
  return text.replace(urlPassword, masked).replace(namedSecret, masked);
}
