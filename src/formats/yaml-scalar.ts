import type { YamlScalar } from './yaml-tree.ts';

/** Text that a plain scalar cannot hold, or that would be read as something else than a string. */
const unsafePlain =
  /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|[\s:]$|:\s|\s#|[\r\n]|^(?:null|~|true|false|yes|no|on|off|[-+.\d][\d_.eE+-]*)$/i;

/** A string written as a YAML scalar in the style of the scalar that it replaces. */
export function writeScalar(text: string, like?: YamlScalar): string {
  switch (like?.style) {
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(text);
    default:
      return isPlainSafe(text) ? text : JSON.stringify(text);
  }
}

function isPlainSafe(text: string): boolean {
  const startsLikeEntry = /^[-?:][^\s]/.test(text);
  return (
    (startsLikeEntry || !unsafePlain.test(text)) &&
    !/[,[\]{}]/.test(text.replace(/\$\{[^}]*\}/g, ''))
  );
}
