/** Turns the parser's UTF-8 byte offsets into offsets of UTF-16 units. */
export type OffsetMap = (byte: number) => number;

const identity: OffsetMap = (byte) => byte;

/** The map for one statement; ASCII text, the usual case, needs none. */
export function byteOffsets(text: string): OffsetMap {
  if (!/[^\0-\x7f]/.test(text)) return identity;
  const units = new Map<number, number>();
  let byte = 0;
  for (let unit = 0; unit < text.length; unit += 1) {
    units.set(byte, unit);
    byte += byteLength(text.charCodeAt(unit));
  }
  units.set(byte, text.length);
  return (at) => units.get(at) ?? text.length;
}

/** Bytes of one UTF-16 unit; both halves of a surrogate pair together are four. */
function byteLength(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}
