/** https://sqlite.org/fileformat2.html#the_write_ahead_log */
const walHeader = { length: 32, magic: 0x377f0682, bigEndianMagic: 0x377f0683 } as const;
const frameHeader = 24;

interface Wal {
  readonly bytes: DataView;
  readonly pageSize: number;
  readonly littleEndian: boolean;
}

/**
 * The database as it is with the committed frames of its -wal file: the pages that count are those
 * up to the last commit whose salt and running checksum are right. The result is marked as a
 * database without a log, so that an engine without one reads it.
 */
export function overlayWal(image: Uint8Array, walBytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const wal = readHeader(walBytes);
  const { pages, pageCount } = wal ? committedPages(wal) : { pages: new Map(), pageCount: 0 };
  const size = wal && pageCount > 0 ? pageCount * wal.pageSize : image.length;
  const result = new Uint8Array(size);
  result.set(image.subarray(0, size));
  for (const [page, offset] of pages) {
    const start = (page - 1) * (wal?.pageSize ?? 0);
    if (wal && start < size) result.set(walBytes.subarray(offset, offset + wal.pageSize), start);
  }
  // Read and write version 1: a rollback journal.
  if (result.length >= 20) result.set([1, 1], 18);
  return result;
}

function readHeader(bytes: Uint8Array): Wal | undefined {
  if (bytes.length < walHeader.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if (magic !== walHeader.magic && magic !== walHeader.bigEndianMagic) return undefined;
  const wal = {
    bytes: view,
    pageSize: view.getUint32(8),
    littleEndian: magic === walHeader.magic,
  };
  const sum = checksum(wal, [0, 0], 0, 24);
  const valid = sum[0] === view.getUint32(24) && sum[1] === view.getUint32(28);
  return valid && wal.pageSize >= 512 ? wal : undefined;
}

/** Where the newest committed content of each page is, and the size of the database in pages. */
function committedPages(wal: Wal) {
  const { bytes, pageSize } = wal;
  const pages = new Map<number, number>();
  let pending = new Map<number, number>();
  let pageCount = 0;
  let sum: Checksum = [bytes.getUint32(24), bytes.getUint32(28)];
  const step = frameHeader + pageSize;
  for (let at = walHeader.length; at + step <= bytes.byteLength; at += step) {
    if (bytes.getUint32(at + 8) !== bytes.getUint32(16)) break;
    if (bytes.getUint32(at + 12) !== bytes.getUint32(20)) break;
    sum = checksum(wal, checksum(wal, sum, at, 8), at + frameHeader, pageSize);
    if (sum[0] !== bytes.getUint32(at + 16) || sum[1] !== bytes.getUint32(at + 20)) break;
    pending.set(bytes.getUint32(at), at + frameHeader);
    const committedSize = bytes.getUint32(at + 4);
    if (committedSize === 0) continue;
    for (const [page, offset] of pending) pages.set(page, offset);
    pending = new Map();
    pageCount = committedSize;
  }
  return { pages, pageCount };
}

type Checksum = readonly [number, number];

/** https://sqlite.org/fileformat2.html#checksum_algorithm */
function checksum(wal: Wal, from: Checksum, start: number, length: number): Checksum {
  let [first, second] = from;
  for (let at = start; at < start + length; at += 8) {
    first = (first + wal.bytes.getUint32(at, wal.littleEndian) + second) >>> 0;
    second = (second + wal.bytes.getUint32(at + 4, wal.littleEndian) + first) >>> 0;
  }
  return [first, second];
}
