// Time zones by their names in the tz database. SAP's list has about a hundred of them, some by an older name.
import memoize from 'lodash/memoize';
import range from 'lodash/range';
import { IANAZone } from 'luxon';
import { nearest, normalized } from '../../schema/nearest';

const weeks = 52;
const week = 7 * 24 * 60 * 60 * 1000;

/**
 * Returns the zone of SAP's list that a text stands for: its own spelling, or another name of the same zone, such as
 * Asia/Kolkata for Asia/Calcutta. Undefined for any other text; an abbreviation such as CST can mean several zones.
 */
export function timeZoneIn(listed: string[], text: string): string | undefined {
	const spelling = text.replace(/\s+/g, '_').toLowerCase();
	const spelled = listed.find((zone) => zone.toLowerCase() === spelling);
	if (spelled !== undefined || !isZone(text)) return spelled;
	const name = canonicalName(text);
	const same = listed.filter((zone) => canonicalName(zone) === name);
	return same.find((zone) => zone === name) ?? same[0];
}

/** True for a name by region and city, or of Etc, that the tz database has. */
export function isZone(text: string): boolean {
	return text.includes('/') && IANAZone.isValidZone(text);
}

/** The one name that Intl gives to all names of a zone; Intl does not know all of SAP's. */
export const canonicalName = memoize((zone: string): string => {
	const isKnown = IANAZone.create(zone).isValid;
	return isKnown
		? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
		: zone;
});

/** Returns up to three zones of SAP's list whose clocks show the same time all year, of its own continent if there are any. */
export function zonesWithTimeOf(listed: string[], zone: string): string[] {
	const name = canonicalName(zone);
	const same = listed.filter((each) => hasSameTime(`${each} ${name}`));
	const area = zone.slice(0, zone.indexOf('/') + 1).toLowerCase();
	const nearby = same.filter((each) => each.toLowerCase().startsWith(area));
	return (nearby.length > 0 ? nearby : same).slice(0, 3);
}

/** Compares two zones, with a blank between their names, in each week from now on. */
const hasSameTime = memoize((pair: string): boolean => {
	const [one, other] = pair.split(' ').map((name) => IANAZone.create(name));
	const now = Date.now();
	return range(weeks).every((index) => {
		const moment = now + index * week;
		return one?.offset(moment) === other?.offset(moment);
	});
});

/** Returns the zone of SAP's list that a misspelled text, or a city alone, is meant to be. */
export function zoneNear(listed: string[], text: string): string | undefined {
	if (!text.includes('/')) {
		const city = normalized(text);
		return listed.find((zone) => zone.includes('/') && normalized(cityOf(zone)) === city);
	}
	// Letters cannot tell which offset is meant.
	if (/\d/.test(text)) return undefined;
	// With the names that SAP's list lacks, so that a misspelled Vienna does not become another city.
	const guess = nearest(text, [...listed, ...Intl.supportedValuesOf('timeZone')]);
	return guess !== undefined && listed.includes(guess) ? guess : undefined;
}

/** English of these countries has abbreviations for the time zones around them. */
const abbreviating = ['en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA'];

/** Returns the zones of SAP's list whose time is called so in some English, such as America/New_York for EST. */
export function zonesAbbreviated(listed: string[], text: string): string[] {
	return abbreviations(listed).get(text.toUpperCase()) ?? [];
}

/** Only needed for messages, and slow to make. */
const abbreviations = memoize((listed: string[]) => {
	const found = new Map<string, string[]>();
	for (const timeZone of listed.filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))) {
		if (!IANAZone.isValidZone(timeZone)) continue;
		for (const locale of abbreviating) {
			const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
			for (const month of [0, 6]) {
				const parts = format.formatToParts(Date.UTC(2026, month, 15));
				const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
				const zones = found.get(name) ?? [];
				// GMT+1 is an offset.
				if (/^[A-Z]{3,4}$/.test(name) && !zones.includes(timeZone))
					found.set(name, [...zones, timeZone]);
			}
		}
	}
	return found;
});

const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);
