import { DateTime } from 'luxon';
import type { WrittenDate } from './calendarDay';

/**
 * Reads a date as programs write it: the number of a spreadsheet, OData's count of milliseconds, or Workday's day with a
 * time zone; undefined for any other text.
 */
export function programDate(text: string): WrittenDate | undefined {
	const number = serial.exec(text);
	if (number) return spreadsheetDate(Number(number[1]), Number(`0.${number[2] ?? 0}`));
	const count = odata.exec(text);
	if (count) return odataDate(Number(count[1]), count[2]);
	const day = dayWithZone.exec(text);
	if (!day) return undefined;
	const moment = DateTime.fromISO(`${day[1]}T00:00${day[2]}`, { setZone: true });
	return { moment, isLocal: true, reasons: ['without its time zone'] };
}

/** Days, and the time as a fraction of a day. The long one is 9999-12-31. */
const serial = /^(\d{5}|2958465)(?:[.,](\d+))?$/;
const odata = /^\\?\/Date\((-?\d{1,15})([+-]\d{4})?\)\\?\/$/;
const dayWithZone = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$/;

/** Days from 1927-05-18 to 2099-12-31: below and above, the number is more likely no date at all. */
const [firstSerial, lastSerial, noEnd] = [10000, 73050, 2958465];
const secondsOfDay = 24 * 60 * 60;

/** Spreadsheets count days from 1899-12-30 on. */
function spreadsheetDate(days: number, time: number): WrittenDate | undefined {
	if (days < firstSerial || (days > lastSerial && days !== noEnd)) return undefined;
	// A fraction is never exact, and the last second of a day is not the next day.
	const seconds = Math.min(Math.round(time * secondsOfDay), secondsOfDay - 1);
	return {
		moment: DateTime.utc(1899, 12, 30).plus({ days, seconds }),
		isLocal: true,
		reasons: ['the number of a date in a spreadsheet'],
	};
}

/** The count is in UTC; the offset, in minutes or as hours and minutes, only says where it was written. */
function odataDate(milliseconds: number, offset = ''): WrittenDate | undefined {
	const zone = offset === '' ? 'utc' : `UTC${offset.slice(0, 3)}:${offset.slice(3)}`;
	const moment = DateTime.fromMillis(milliseconds, { zone });
	return moment.year > 9999 ? undefined : { moment, isLocal: false, reasons: [] };
}
