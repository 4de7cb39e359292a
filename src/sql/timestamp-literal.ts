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
  ] = pattern.exec(inIsoForm(text)) ?? [];
  if ((!year && !hour) || !isOnCalendar(year, month, day, hour, minute)) return undefined;
  const east = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const digits = fraction.replace(/0+$/, '');
  return {
    ...(year && { date: `${year}-${pad(month)}-${pad(day)}` }),
    ...(hour && { time: `${pad(hour)}:${minute}:${second}${digits && `.${digits}`}` }),
    ...((utc || sign) && { offset: sign === '-' ? -east : east }),
  };
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The date in `January 8, 1999`, `8 Jan 1999`, `1/8/1999` and `19990108` as PostgreSQL reads it. */
function inIsoForm(text: string): string {
  const numbered = (year: string, month: string | number, day: string) =>
    `${year}-${pad(String(month))}-${pad(day)}`;
  const named = (whole: string, year = '', name = '', day = '') => {
    const month = monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return month ? numbered(year, month, day) : whole;
  };
  return text
    .replace(/^\s*(\d{4})(\d\d)(\d\d)(?![\d:])/, '$1-$2-$3')
    .replace(/^\s*(\d{4})\/(\d{1,2})\/(\d{1,2})/, '$1-$2-$3')
    .replace(/^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/, (_, month, day, year) =>
      numbered(year, month, day),
    )
    .replace(/^\s*([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})/, (whole, name, day, year) =>
      named(whole, year, name, day),
    )
    .replace(/^\s*(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4})/, (whole, day, name, year) =>
      named(whole, year, name, day),
    );
}

function pad(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

/** PostgreSQL refuses a day or an hour that is not there. */
function isOnCalendar(year = '2000', month = '1', day = '1', hour = '0', minute = '0'): boolean {
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1;
  return isDay && Number(day) <= days && Number(hour) < 24 && Number(minute) < 60;
}

/** `YYYY-MM-DD HH:MM:SS[.ffffff]`, moved to UTC where the literal has an offset. */
export function timestampText({ date, time = '00:00:00', offset = 0 }: Moment): string {
  if (offset === 0) return `${date} ${time}`;
  const [whole = '', fraction] = time.split('.');
  const moved = new Date(Date.parse(`${date}T${whole}Z`) - offset * 60_000).toISOString();
  return `${moved.slice(0, 10)} ${moved.slice(11, 19)}${fraction ? `.${fraction}` : ''}`;
}
