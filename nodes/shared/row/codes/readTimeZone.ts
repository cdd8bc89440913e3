// Time zones as HR systems and Windows write them: a city, '(GMT+01:00) Berlin', 'W. Europe Standard Time'.
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';
import { IANAZone } from 'luxon';
import { quoted, type Finding } from '../../schema/fieldIssue';
import { longestName } from './intlNames';
import { canonicalName, isZone, timeZoneIn, zonesAbbreviated, zonesWithTimeOf } from './timeZone';
import { anyOf, unlistedZone } from './unlistedCode';
import windowsZones from './data/windowsZones.json';

/**
 * The common zones of Windows by the Unicode CLDR (windowsZones.xml): of the zones that one stands for, the one in SAP's list,
 * which has the same clocks, otherwise that of territory 001.
 */
const ofWindows = new Map(
	Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]),
);

/** Under which the tz database has cities. */
const areas =
	'Europe America Asia Africa Australia Pacific Atlantic Indian America/Argentina America/Indiana America/Kentucky'.split(
		' ',
	);

/**
 * Returns the zone of SAP's list that a text stands for: by its name in the tz database or in Windows, by its city, or by
 * the one city of the list that it names beside an offset that this city has. A zone that the list lacks is read as one of the
 * same continent whose clocks show the same time all year: SAP Concur has none for Madrid, Vienna, or Zurich. A finding where
 * there is no such zone, or where the text names several. Undefined for any other text.
 */
export function readTimeZone(
	listed: string[],
	text: string,
): string | { value: string; notice: string } | Finding | undefined {
	const named = timeZoneIn(listed, text);
	if (named !== undefined || text.length > longestName) return named;
	if (isZone(text)) return withSameTime(listed, text, text);
	const zones = zonesIn(text);
	const found = uniq(zones.flatMap((zone) => timeZoneIn(listed, zone) ?? []));
	const [zone, ...others] = found;
	if (zone !== undefined) return others.length === 0 ? zone : severalZones(found);
	const [unlisted] = zones;
	if (unlisted !== undefined) {
		return withSameTime(listed, unlisted, text) ?? unlistedZone(listed, unlisted);
	}
	const abbreviated = zonesAbbreviated(listed, text);
	return abbreviated.length > 0 ? severalZones(abbreviated) : undefined;
}

function withSameTime(listed: string[], zone: string, text: string) {
	const area = zone.slice(0, zone.indexOf('/') + 1).toLowerCase();
	const value = zonesWithTimeOf(listed, zone).find((each) => each.toLowerCase().startsWith(area));
	if (value === undefined) return undefined;
	return { value, notice: `${quoted(text)} was read as ${value}, where clocks show the same time` };
}

/** The zones of a text that is more than one name, or none. */
function zonesIn(text: string): string[] {
	const whole = ofNames([text]);
	if (whole) return whole;
	const [, offset, rest = ''] = /^\(?(?:GMT|UTC) ?([+-]\d{1,2}(?::?\d{2})?)?\)? ?(.*)$/i.exec(
		text,
	) ?? ['', undefined, text];
	// Central European Time (Berlin)
	const [, before = rest, inside = rest] = /^([^()]+) ?\(([^()]+)\)$/.exec(rest) ?? [];
	const zones = ofNames([rest]) ?? ofNames([before.trim()]) ?? ofNames(inside.split(',')) ?? [];
	return zones.filter((zone) => offset === undefined || hasOffset(zone, offset));
}

function ofNames(names: string[]): string[] | undefined {
	const zones = names.flatMap((name) => zonesNamed(name.trim()));
	return zones.length > 0 ? zones : undefined;
}

/** By name: few stand in many rows, and asking Intl for each area takes its time. */
const namedBefore = new Map<string, string[]>();

/** A column that holds no time zones has another text in each row. */
const mostRemembered = 500;

function zonesNamed(name: string): string[] {
	const known = namedBefore.get(name);
	if (known) return known;
	const zones = zonesOfName(name);
	if (namedBefore.size >= mostRemembered) namedBefore.clear();
	namedBefore.set(name, zones);
	return zones;
}

/** The zones of one name: of Windows, of the tz database, or of a city. */
function zonesOfName(name: string): string[] {
	const windows = ofWindows.get(name.toLowerCase());
	if (windows !== undefined) return [windows];
	if (isZone(name)) return [name];
	if (!/^\p{L}[\p{L} .'’-]+$/u.test(name)) return [];
	const city = name
		.normalize('NFD')
		.replace(/[\p{M}.'’]/gu, '')
		.replace(/ +/g, '_');
	// Australia/North is no city.
	if (/^(?:north|south|west)$/i.test(city)) return [];
	const zones = areas.map((area) => `${area}/${city}`).filter(isZone);
	return uniqBy(zones, canonicalName);
}

/** Whether a zone has an offset such as +01:00 in winter or in summer. */
function hasOffset(zone: string, offset: string): boolean {
	const [, sign, hours, minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
	const sought = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
	const year = new Date().getUTCFullYear();
	return [0, 6].some((month) => IANAZone.create(zone).offset(Date.UTC(year, month, 15)) === sought);
}

function severalZones(zones: string[]): Finding {
	return {
		problem: 'can be read as several time zones',
		cure: `Use the one that is meant, such as ${anyOf(zones.slice(0, 4))}.`,
	};
}
