import once from 'lodash/once';
import states from './data/states.json';
import { codesIn, codesNamed, namesOf, type CodeName } from './intlNames';
import { countriesIn } from './readCountry';
import { countryIn } from './standardCodes';

/** States of the United States, provinces of Canada and Länder of Germany (ISO 3166-2), with their names in four languages. */
const known: Record<string, Record<string, string[]>> = states;

const names = once(() =>
	namesOf(
		Object.entries(known).flatMap(([country, ofCountry]) =>
			Object.entries(ofCountry).flatMap(([state, all]) =>
				all.map((name): CodeName => [`${country}-${state}`, name]),
			),
		),
	),
);

/** Every state by its code, for 'WA - Washington'. */
const byCode = once(() => {
	const codes = new Map<string, string[]>();
	for (const [country, ofCountry] of Object.entries(known)) {
		for (const state of Object.keys(ofCountry)) {
			codes.set(state, [...(codes.get(state) ?? []), `${country}-${state}`]);
		}
	}
	return codes;
});

/**
 * Returns the state or province that a text names together with its country: US-WA, 'Washington', 'WA - Washington',
 * 'Washington, USA'. Undefined for a code without its country, and for a text that names no state or several.
 */
export function stateIn(text: string): { country: string; state: string } | undefined {
	const [, ofState = '', code = ''] = /^([a-z]{2})[-_ ]([a-z\d]{2})$/i.exec(text) ?? [];
	const country = countryIn(ofState);
	if (country !== undefined) return { country, state: code.toUpperCase() };
	if (text.length < 3) return undefined;
	const named = codesNamed(names(), text);
	const [found, ...others] = named.length > 0 ? named : codesIn(text, partRead);
	if (found === undefined || others.length > 0) return undefined;
	return { country: found.slice(0, 2), state: found.slice(3) };
}

/** A country stands for each of its states, so that it can stand beside one. */
function partRead(part: string): string[] {
	const named = codesNamed(names(), part);
	if (named.length > 0) return named;
	const states = byCode().get(part.toUpperCase());
	if (states) return states;
	return countriesIn(part).flatMap((country) =>
		Object.keys(known[country] ?? {}).map((state) => `${country}-${state}`),
	);
}
