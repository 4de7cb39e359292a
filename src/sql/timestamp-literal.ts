/** A date, a time or both, as far as they stand in a literal. */
export interface Moment {
  readonly date?: string;
  /** `HH:MM:SS`, with a fraction where it is not zero. */
  readonly time?: string;
  /** Minutes east of UTC. */
  readonly offset?: number;
}

const pattern =
  /^\s*(?:(\d{4})-(\d{1,2})-(\d{1,2}))?(?:(?:^|[T\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?\s*(?:(Z|UTC|GMT)|([+-])(\d{1,2})(?::?(\d{2}))?)?\s*$/i;

/**
 * Reads a literal in ISO form. Other spellings that PostgreSQL takes (`January 8, 1999`,
 * `infinity`, `BC`) give `undefined`. https://www.postgresql.org/docs/18/datatype-datetime.html
 */
export function readMoment(text: string): Moment | undefined {
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = '00',
    fraction = '',
    utc,
    sign,
    hours,
    minutes,
  ] = pattern.exec(text) ?? [];
  if (!year && !hour) return undefined;
  const east = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const digits = fraction.replace(/0+$/, '');
  return {
    ...(year && { date: `${year}-${pad(month)}-${pad(day)}` }),
    ...(hour && { time: `${pad(hour)}:${minute}:${second}${digits && `.${digits}`}` }),
    ...((utc || sign) && { offset: sign === '-' ? -east : east }),
  };
}

function pad(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

/** `YYYY-MM-DD HH:MM:SS[.ffffff]`, moved to UTC where the literal has an offset. */
export function timestampText({ date, time = '00:00:00', offset = 0 }: Moment): string {
  if (offset === 0) return `${date} ${time}`;
  const [whole = '', fraction] = time.split('.');
  const moved = new Date(Date.parse(`${date}T${whole}Z`) - offset * 60_000).toISOString();
  return `${moved.slice(0, 10)} ${moved.slice(11, 19)}${fraction ? `.${fraction}` : ''}`;
}
