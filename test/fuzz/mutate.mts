// JSON as nobody sends it who means well, made of genuine JSON by chance, so that the same seed makes the same texts.
import { randomFrom } from '../../simulator/company/madeUp.mts';

/** What chance decides; the same for the same seed. */
export interface Chance {
	/** Whether something happens that has this probability. */
	hits(probability: number): boolean;
	oneOf<T>(list: readonly T[]): T;
	/** A whole number from 0, below the limit. */
	below(limit: number): number;
}

export const chanceOf = (seed: number): Chance => chanceFrom(randomFrom(seed));

/** @param random gives numbers from 0 to 1 */
export function chanceFrom(random: () => number): Chance {
	const below = (limit: number) => Math.floor(random() * limit);
	return {
		hits: (probability) => random() < probability,
		oneOf: (list) => list[below(list.length)]!,
		below,
	};
}

/** Lists that stand in each other so often, as JSON: JSON.stringify itself gives up at some thousands. */
export const nestedLists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** The same with objects, each below the key of the one around it. */
export const nestedObjects = (levels: number, key: string) =>
	`{"${key}":`.repeat(levels) + 'null' + '}'.repeat(levels);

export const html = '<!DOCTYPE html><html><body>Please sign in</body></html>';

const repeated = (unit: string, length: number) =>
	JSON.stringify(unit.repeat(length / unit.length));

/** As JSON. None of them says that something is true, has ended or was a success, and none is a UUID. */
const oddValues: Array<() => string> = [
	...['null', '0', '-1', '1e308', '5', 'false', '""', '" "', '"x"', '{}', '[]', '[null]', '[[]]', '[1,"x"]'],
	...['"__proto__"', '"constructor"', '"toString"', '"\\ud800"', '"a\\u0000b\\r\\nX-Evil: 1"', '"%2e%2e/"'],
	...['{"toString":1,"valueOf":1}', '[{"toString":null}]', '{"length":1e9}', '{"a":null}', '{"message":{"message":{}}}'],
	...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"messages":[null,5]}'],
	...['{"code":1,"message":2,"schemaPath":3,"type":4}', '"a[b eq \\""', '"[[[["', '"\'urn:x"', '"2026-13-45"', '"1e999"'],
	...['"../../../../events/v4/subscriptions/abc"', JSON.stringify(html)],
].map((json) => () => json); // prettier-ignore
oddValues.push(
	() => `[${Array.from({ length: 1000 }, () => 'null').join()}]`,
	() => repeated('x', 20_000),
);

/** What takes more than a moment. */
const largeValues: Array<() => string> = [
	() => nestedLists(10_000),
	...['messages', 'error', 'value', 'extensions', 'type'].map((key) => () => nestedObjects(10_000, key)),
	...['x', 'a[', "'urn:", 'a.', 'r,', ' '].map((unit) => () => repeated(unit, 100_000)),
	() => `[${Array.from({ length: 2000 }, (_, n) => `{"id":${n},"type":"t${n}","value":"v"}`).join()}]`,
]; // prettier-ignore

/** Any JSON value, in the place of anything. */
export function oddJson(chance: Chance): string {
	return chance.oneOf(chance.hits(0.03) ? largeValues : oddValues)();
}

type Container = Record<string, unknown> | unknown[];

interface Place {
	parent: Container;
	key: string | number;
}

/** Every place in a document where a value stands. */
function placesIn(value: unknown): Place[] {
	if (typeof value !== 'object' || value === null) return [];
	const parent = value as Container;
	const keys = Array.isArray(parent) ? [...parent.keys()] : Object.keys(parent);
	return keys.flatMap((key) => [{ parent, key }, ...placesIn(at({ parent, key }))]);
}

const at = ({ parent, key }: Place) => (parent as Record<string | number, unknown>)[key];

function put({ parent, key }: Place, value: unknown): void {
	Object.defineProperty(parent, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

const oddKeys = ['__proto__', 'constructor', 'toString', 'length', 'then', 'toJSON', 'outcome', 'error', 'json', 'binary', 'pairedItem']; // prettier-ignore

/** Stands for JSON that cannot be written as a value; no genuine document contains it. */
const raw = (json: string, raws: string[]) => `\u{f0000}${raws.push(json) - 1}\u{f0000}`;

/** Changes the value at one place. */
function change(place: Place, chance: Chance, raws: string[]): void {
	const { parent, key } = place;
	const value = at(place);
	const changes: Array<[number, () => unknown]> = [
		[10, () => put(place, raw(oddJson(chance), raws))],
		[2, () => (Array.isArray(parent) ? void parent.splice(key as number, 1) : void delete parent[key])],
		[1, () => put(place, [value])],
		[1, () => put(place, { [chance.oneOf(['value', 'messages', 'id', 'a'])]: value })],
		[1, () => put(place, Array.isArray(value) ? value[0] : textOf(value))],
		[1, () => put(place, typeof value === 'string' ? otherCase(value, chance) : value)],
		[1, () => {
			if (Array.isArray(parent)) parent.splice(key as number, 0, value);
			else if (String(key).includes('\u{f0000}')) delete parent[key];
			// A key that stands there twice, as no writer of JSON makes it: the last one counts.
			else put({ parent, key: `${key}${raw(`":${oddJson(chance)},"${key}"`, raws)}` }, value);
		}],
		[1, () => {
			if (Array.isArray(parent)) return void parent.reverse();
			delete parent[key];
			put({ parent, key: otherCase(String(key), chance) }, value);
		}],
		[1, () => Array.isArray(parent) || put({ parent, key: chance.oneOf(oddKeys) }, raw(oddJson(chance), raws))],
	]; // prettier-ignore
	chance.oneOf(changes.flatMap(([weight, act]) => Array.from({ length: weight }, () => act)))();
}

const textOf = (value: unknown) => (typeof value === 'object' ? 'an object' : String(value));

const otherCase = (text: string, chance: Chance) =>
	chance.hits(0.5) ? text.toUpperCase() : text.toLowerCase();

/** A genuine document with one to three values that are something else. It is JSON still; what is none comes from `mutatedText`. */
export function mutatedJson(genuine: unknown, chance: Chance): string {
	const root = { document: structuredClone(genuine) };
	const raws: string[] = [];
	for (let left = 1 + chance.below(3); left > 0; left--) {
		change(
			chance.oneOf(placesIn(root.document)) ?? { parent: root, key: 'document' },
			chance,
			raws,
		);
	}
	return JSON.stringify(root.document ?? null).replace(
		/"?\u{f0000}(\d+)\u{f0000}"?/gu,
		(_found, index: string) => raws[Number(index)]!,
	);
}

/** Any body that may come back in place of the genuine document, in one of ten cases no JSON of that kind at all. */
export function mutatedText(genuine: unknown, chance: Chance): string {
	if (chance.hits(0.9)) return mutatedJson(genuine, chance);
	const text = JSON.stringify(genuine);
	return chance.oneOf([
		() => html,
		() => '',
		() => text.slice(0, chance.below(text.length)),
		() => text + text,
		() => `\ufeff${text}`,
		() => nestedLists(10_000),
		() => oddJson(chance),
	])();
}
