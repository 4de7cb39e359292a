/** A command without its waiting for a server, or what is left of it where all of it was waiting. */
export interface Unwaited {
  readonly command: string;
  /** What waited, such as `wait-for-it`. */
  readonly program: string;
  /** What was taken out, as it was written. */
  readonly removed: string;
}

const waiters = String.raw`(?:exec\s+)?(?:(?:ba|da|a)?sh\s+)?(?:[\w./-]*/)?(wait-for-it(?:\.sh)?|wait-for(?:\.sh)?|wait_for_it(?:\.sh)?|dockerize|wait4x?\s+(?:tcp|postgresql)|wait-port)`;

/**
 * Takes the waiting for one of the hosts from the start of a shell command, where it is one of the
 * known forms: `wait-for-it HOST:PORT -- rest`, `dockerize -wait tcp://HOST:PORT rest`,
 * `while ! nc -z HOST PORT; do sleep 1; done; rest`, `until pg_isready -h HOST; do ...; done && rest`.
 */
export function withoutWait(command: string, hosts: readonly string[]): Unwaited | undefined {
  for (const host of hosts) {
    const name = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    for (const form of formsFor(name)) {
      const match = form.exec(command);
      const [, before = '', program = '', rest = ''] = match ?? [];
      if (match && rest.trim() !== '' && isPlain(rest)) {
        const left = rest.trimStart();
        const removed = command.slice(before.length, command.length - left.length);
        return { command: before + left, program: program.trim(), removed };
      }
    }
  }
  return undefined;
}

function formsFor(name: string): readonly RegExp[] {
  const port = String.raw`(?::(?:\d+|\$\{?\w+\}?))?`;
  const options = String.raw`(?:\s+--?[a-z][\w-]*(?:[ =]\d+\w*)?)*`;
  const loop = String.raw`(?:while\s+!|until)\s+((?:nc|pg_isready|psql|timeout)\b)(?:(?!\bdone\b)[^|])*?\b${name}\b(?:(?!\bdone\b)[\s\S])*?\bdone\b\s*(?:;|&&)`;
  return [
    new RegExp(
      String.raw`^(\s*)${waiters}${options}\s+${name}${port}${options}(?:\s+--\s|\s*&&|\s*;)\s*(.*)$`,
      's',
    ),
    new RegExp(
      String.raw`^(\s*)(?:[\w./-]*/)?(dockerize)\s+-wait\s+tcp://${name}${port}${options}\s+(.*)$`,
      's',
    ),
    new RegExp(String.raw`^(\s*)${loop}\s*(.*)$`, 's'),
  ];
}

/** The rest must stand on its own: no bracket or quote of the removed part is closed in it. */
function isPlain(rest: string): boolean {
  return !/^\s*(?:\\|\)|\}|fi\b|done\b|then\b)/.test(rest);
}
