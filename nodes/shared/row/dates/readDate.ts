import type { AttributeRules } from '../../schema/attributes';
import { quoted } from '../../schema/fieldIssue';
import type { Beside, Reading } from '../../schema/reading';
import { dayIn, type WrittenDate } from './calendarDay';
import { dayOfMoment, isMidnight, momentOf } from './dayOfMoment';
import { noDateIn, placeholderFor } from './placeholders';
import { unreadDate } from './unreadDate';
import { writtenDate } from './writtenDate';

/**
 * Reads a date, or a date with a time, by the format of its attribute. A date that arrives as a moment counts as the day
 * on which it is midnight; a day and a time without a time zone are the source's own. Whether the day or the month comes
 * first, the column says. The value is undefined for what stands for no date, or for no end where there can be none.
 */
export function readDate(rules: AttributeRules, sent: unknown, { zone, column }: Beside): Reading {
	const found =
		typeof sent === 'string' || typeof sent === 'number'
			? writtenDate(sent, column)
			: handedOver(sent);
	if (!found || 'problem' in found) return noDateIn(sent) ?? found ?? unreadDate(sent);
	const { moment, isLocal, reasons } = found;
	if (!moment.isValid) return unreadDate(sent);
	const placeholder = placeholderFor(rules, sent, dayIn(moment));
	if (placeholder) return placeholder;
	if (rules.format?.startsWith('ISO8601')) {
		const value = moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
		return { value, ...noticeOf(sent, value, reasons) };
	}
	if (isLocal) return localDay(rules, sent, found);
	const day = dayOfMoment(moment, zone, sent);
	if ('problem' in day) return day;
	const value = rules.type === 'date' ? day.value : `${day.value}T00:00:00Z`;
	const read = placeholderFor(rules, sent, day.value) ?? { ...day, value };
	return 'problem' in read || read.notice
		? read
		: { ...read, ...noticeOf(sent, day.value, reasons) };
}

function handedOver(sent: unknown): WrittenDate | undefined {
	const moment = momentOf(sent);
	return moment && { moment, isLocal: false };
}

/** A day by the source's clock; a field for days keeps no time. */
function localDay(
	{ type }: AttributeRules,
	sent: unknown,
	{ moment, reasons }: WrittenDate,
): Reading {
	const day = dayIn(moment);
	const hasTime = !isMidnight(moment);
	if (type === 'date') {
		const told = hasTime ? [...(reasons ?? []), 'without its time'] : reasons;
		return { value: day, ...noticeOf(sent, day, told) };
	}
	// A start that SAP Concur has set by itself has a time; it comes back without a zone, as the source's own.
	const value = `${day}T${hasTime ? moment.toFormat('HH:mm:ss') : '00:00:00'}Z`;
	return { value, ...noticeOf(sent, hasTime ? value : day, reasons) };
}

function noticeOf(sent: unknown, value: string, reasons?: string[]): { notice?: string } {
	if (!reasons) return {};
	return { notice: [`${quoted(sent)} was read as ${value}`, ...reasons].join(', ') };
}
