import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';
import type { AttributeRules } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';
import { invisibleEnds, withoutEnds } from './damage/characters';
import { damageIn } from './damage/damagedValues';
import type { Beside } from '../schema/reading';
import { dayOfMoment } from './dates/dayOfMoment';
import { inexactFinding } from './readNumber';

/**
 * Reads one text, in Unicode's composed form (NFC): a name from a Mac is the same as one from Windows.
 * @param rules their format says what the text is for, and so which damage counts
 */
export function readText(
	{ format }: AttributeRules,
	sent: unknown,
	{ zone }: Beside,
): { value: string; notice?: string } | Finding {
	if (isDate(sent) || DateTime.isDateTime(sent)) return dayOfMoment(sent, zone);
	if (typeof sent === 'object' || typeof sent === 'function' || typeof sent === 'symbol') {
		return {
			problem: 'must be a single value, not a list or an object',
			cure: 'Use one value only.',
		};
	}
	const inexact = typeof sent === 'number' ? inexactFinding(sent) : undefined;
	if (inexact) return inexact;
	const given = String(sent);
	const text = withoutEnds(given);
	const damage = damageIn(text, format);
	if (damage) return damage;
	const value = text.normalize('NFC');
	const cut = invisibleEnds(given);
	return cut
		? { value, notice: `an invisible character around it was removed (${cut})` }
		: { value };
}
