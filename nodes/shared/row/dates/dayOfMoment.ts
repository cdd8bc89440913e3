import isDate from 'lodash/isDate';
import uniq from 'lodash/uniq';
import { DateTime } from 'luxon';
import { quoted, type Finding } from '../../schema/fieldIssue';
import { dayIn } from './calendarDay';
import { unreadDate } from './unreadDate';

/**
 * Returns the day of a moment: the one on which it is midnight in its own zone, in the workflow's, or in UTC. Databases
 * and spreadsheets hand over a date like this, and any other moment can be two days.
 * @param sent what the notice quotes, where the moment was written as text
 */
export function dayOfMoment(
	moment: Date | DateTime,
	zone: string,
	sent: unknown = moment,
): { value: string; notice?: string } | Finding {
	const own = momentOf(moment);
	if (!own?.isValid) return unreadDate(sent);
	const readings = [own, own.setZone(zone), own.toUTC()];
	const midnights = uniq(readings.filter(isMidnight).map(dayIn));
	const [value] = midnights;
	if (value === undefined) return severalDays(uniq(readings.map(dayIn)), zone);
	if (midnights.length > 1) return severalDays(midnights, zone);
	if (value === dayIn(own)) return { value };
	const where = isMidnight(own.toUTC()) ? 'UTC' : zone;
	const notice = `${quoted(sent)} was read as ${value}, because it is midnight in ${where}`;
	return { value, notice };
}

function severalDays(days: string[], zone: string): Finding {
	return {
		problem:
			days.length > 1
				? `can be read as two days: ${days.sort().join(' and ')}`
				: `is not midnight in ${uniq([zone, 'UTC']).join(' or ')}, so it can be read as two days`,
		cure: 'Send the day alone, such as 2026-12-31, or set the time zone of the workflow to that of the source.',
	};
}

/** Some zones change their clocks at midnight, so that a day begins at 1:00 or has midnight twice. */
export const isMidnight = (moment: DateTime) =>
	moment.hour + moment.minute + moment.second + moment.millisecond === 0 ||
	+moment === +moment.startOf('day');

/** The moment in what a program hands over as a date; undefined for anything else. */
export function momentOf(sent: unknown): DateTime | undefined {
	if (DateTime.isDateTime(sent)) return sent;
	return isDate(sent) ? DateTime.fromJSDate(sent, { zone: 'utc' }) : undefined;
}
