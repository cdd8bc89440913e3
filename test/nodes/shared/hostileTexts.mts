// What nobody sends who means well: texts that a reader with a step back for each step forward needs hours for.

/** A reproducible choice: the same numbers from 0 to 1 for the same seed. */
export function numbersFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const repeated = (unit: string) => (length: number) =>
	unit.repeat(Math.floor(length / unit.length));

/** By name; each makes a text of about so many characters. */
export const hostileTexts: Record<string, (length: number) => string> = {
	'open brackets': repeated('a['),
	'open quotes': repeated('a["'),
	'escaped quotes': repeated('a["\\'),
	'open conditions': repeated('a[b eq "'),
	'one long word in brackets': (length) => `a[${'w'.repeat(length)}]`,
	'parts of a path': repeated('a.'),
	'parts of a path of the expense profile': (length) =>
		`urn:ietf:params:scim:schemas:extension:spend:2.0:User:${'a.'.repeat(length / 2)}`,
	colons: repeated(':'),
	points: repeated('.'),
	letters: repeated('x'),
	digits: repeated('1'),
	blanks: (length) => `x${' '.repeat(length)}x`,
	'day with blanks': (length) => `2026-01-01 00:00${' '.repeat(length)}x`,
	'different names': (length) =>
		Array.from({ length: length / 10 }, (_, n) => `ROLE${String(n).padStart(5, '0')}`).join(','),
	'the same name': repeated('EXP_APPROVER,'),
	'empty entries': repeated('r,'),
	hyphens: repeated('e-'),
	'at signs': repeated('@'),
	emoji: repeated('😀'),
};

const objects: Array<() => unknown> = [
	() => null,
	() => 0,
	() => -1,
	() => 1e308,
	() => true,
	() => '',
	() => 'x',
	() => '__proto__',
	() => 'constructor',
	() => '\ud800',
	() => [],
	() => ({}),
	() => [null],
	() => [[]],
	() => [1, 2],
	() => ({ toString: 1, valueOf: 1 }),
	() => ({ toString: null }),
	() => [{ toString: 1 }],
	() => JSON.parse('{"__proto__":{"polluted":1}}') as unknown,
	() => JSON.parse('{"constructor":{"prototype":{"polluted":1}}}') as unknown,
	() => ({ length: 1e9 }),
	() => nested(50),
	() => nested(10_000),
	() => 'urn:ietf:params:scim:schemas:core:2.0:User',
	() => '1'.repeat(400),
];

/** Lists that stand in each other so often. */
export function nested(levels: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level++) value = [value];
	return value;
}

/** What may stand where a text belongs. */
export function oddValue(next: () => number): unknown {
	return objects[Math.floor(next() * objects.length)]!();
}

/** A copy with one to three places changed into what does not belong there. */
export function mutated(source: object, next: () => number): unknown {
	const copy = { root: structuredClone(source) as unknown };
	for (let changes = 1 + Math.floor(next() * 3); changes > 0; changes--) {
		const places = placesIn(copy);
		const { parent, key } = places[Math.floor(next() * places.length)]!;
		const how = next();
		if (how < 0.7) parent[key] = oddValue(next);
		else if (how < 0.8) parent[key] = [parent[key]];
		else if (how < 0.9) parent[key] = { value: parent[key] };
		else if (parent !== copy) delete parent[key];
	}
	return copy.root;
}

interface Place {
	parent: Record<string, unknown>;
	key: string;
}

function placesIn(value: unknown, depth = 0): Place[] {
	if (typeof value !== 'object' || value === null || depth > 12) return [];
	const parent = value as Record<string, unknown>;
	return Object.keys(parent).flatMap((key) => [
		{ parent, key },
		...placesIn(parent[key], depth + 1),
	]);
}
