/** An interval as PostgreSQL keeps it: months and days have no fixed length. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

const none: Interval = { months: 0, days: 0, seconds: 0 };

/** What one of a unit is, by the first letters that tell it from others. */
const units: readonly (readonly [RegExp, Partial<Interval>])[] = [
  [/^(?:mil|millenniums?|millennia)$/, { months: 12_000 }],
  [/^(?:cent\w*|c)$/, { months: 1200 }],
  [/^dec\w*$/, { months: 120 }],
  [/^(?:y|yrs?|years?)$/, { months: 12 }],
  [/^(?:mons?|months?)$/, { months: 1 }],
  [/^(?:w|weeks?)$/, { days: 7 }],
  [/^(?:d|days?)$/, { days: 1 }],
  [/^(?:h|hrs?|hours?)$/, { seconds: 3600 }],
  [/^(?:m|mins?|minutes?)$/, { seconds: 60 }],
  [/^(?:s|secs?|seconds?)$/, { seconds: 1 }],
  [/^(?:ms|msecs?|milliseconds?)$/, { seconds: 0.001 }],
  [/^(?:us|usecs?|microseconds?)$/, { seconds: 0.000_001 }],
];

/**
 * Reads an interval's text: `1 day 2 hours`, `-3 mons`, `01:30`, `P1DT2H`, `1 year ago`.
 * https://www.postgresql.org/docs/18/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
 */
export function readInterval(text: string, defaultUnit = 'second'): Interval | undefined {
  const trimmed = text.trim().toLowerCase().replace(/^@\s*/, '');
  if (/^[-+]?p/.test(trimmed)) return readIso(trimmed);
  const isAgo = /\bago$/.test(trimmed);
  const value = readVerbose(trimmed.replace(/\s*ago$/, ''), defaultUnit);
  return value && isAgo ? scaled(value, -1) : value;
}

export function scaled({ months, days, seconds }: Interval, factor: number): Interval {
  return { months: months * factor, days: days * factor, seconds: seconds * factor };
}

export function added(left: Interval, right: Interval): Interval {
  return {
    months: left.months + right.months,
    days: left.days + right.days,
    seconds: left.seconds + right.seconds,
  };
}

/** Seconds as EXTRACT(EPOCH) counts them: a month has 30 days, a year 365.25. */
export function epochOf({ months, days, seconds }: Interval): number {
  const years = Math.trunc(months / 12);
  return years * 31_557_600 + (months % 12) * 2_592_000 + days * 86_400 + seconds;
}

const part = /([-+]?)\s*(\d+):(\d+)(?::(\d+(?:\.\d+)?))?|([-+]?\s*\d*\.?\d+)\s*([a-z]+)?/y;

function readVerbose(text: string, defaultUnit: string): Interval | undefined {
  let total = none;
  let position = 0;
  while (position < text.length) {
    part.lastIndex = position;
    const match = part.exec(text);
    if (!match) return undefined;
    const value =
      match[5] === undefined
        ? clock(match)
        : amount(match[5].replace(/\s/g, ''), match[6] ?? defaultUnit);
    if (!value) return undefined;
    total = added(total, value);
    position = part.lastIndex;
    position += /^[\s,]*/.exec(text.slice(position))?.[0].length ?? 0;
  }
  return text ? total : undefined;
}

function clock([, sign, hours, minutes, seconds = '0']: RegExpExecArray): Interval {
  const value = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return { ...none, seconds: sign === '-' ? -value : value };
}

function amount(number: string, unit: string): Interval | undefined {
  const found = units.find(([pattern]) => pattern.test(unit));
  if (!found) return undefined;
  const value = scaled({ ...none, ...found[1] }, Number(number));
  return withoutFractions(value);
}

/** A part of a month is days, a part of a day is seconds. */
function withoutFractions({ months, days, seconds }: Interval): Interval {
  const wholeMonths = Math.trunc(months);
  const allDays = days + (months - wholeMonths) * 30;
  const wholeDays = Math.trunc(allDays);
  const rest = seconds + (allDays - wholeDays) * 86_400;
  return { months: wholeMonths, days: wholeDays, seconds: Math.round(rest * 1e6) / 1e6 };
}

const isoUnits: Readonly<Record<string, string>> = {
  y: 'year',
  w: 'week',
  d: 'day',
  h: 'hour',
  s: 'second',
};

function readIso(text: string): Interval | undefined {
  const [, sign, date = '', time = ''] = /^([-+]?)p([^t]*)(?:t(.*))?$/.exec(text) ?? [];
  const amounts = [...isoAmounts(date, 'month'), ...isoAmounts(time, 'minute')];
  const known = amounts.filter((value) => value !== undefined);
  if (known.length < amounts.length) return undefined;
  return scaled(known.reduce(added, none), sign === '-' ? -1 : 1);
}

/** The numbers with a letter each; M is a month before the T, and a minute after it. */
function isoAmounts(text: string, minuteUnit: string): readonly (Interval | undefined)[] {
  return [...text.matchAll(/([-+]?\d*\.?\d+)([a-z])|./g)].map(([, number, letter = '']) => {
    const unit = letter === 'm' ? minuteUnit : (isoUnits[letter] ?? '');
    return number === undefined ? undefined : amount(number, unit);
  });
}
