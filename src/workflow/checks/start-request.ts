import { SwitchError } from '../../core/errors.ts';
import type { StartRequest } from './check.ts';

/**
 * How the application is started and asked, from what a user gives; nothing where both are empty.
 * Throws `wrong-usage` for one without the other, and for what is no address of a web server.
 */
export function startRequest(command: string, address: string): StartRequest | undefined {
  if (command === '' && address === '') return undefined;
  if (command === '') throw refused('There is an address to ask, and no command that starts it.');
  if (address === '') throw refused('There is a start command, and no address to ask.');
  if (!/^https?:/i.test(address) || !URL.canParse(address))
    throw refused(`“${address}” is no address of a web server.`);
  return { command, url: address };
}

function refused(message: string): SwitchError {
  const nextStep =
    'Give both: a start command, and an address such as http://127.0.0.1:8000/health.';
  return new SwitchError('wrong-usage', message, nextStep);
}
