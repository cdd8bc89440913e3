// What made-up users are made of: names, and numbers that follow from a seed.

/** Returns a repeatable source of numbers from 0 to 1 (mulberry32); Math.random() takes no seed. */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Returns a UUID that follows from the next numbers of the source. */
export function uuidFrom(random: () => number): string {
	const hex = Array.from({ length: 4 }, () =>
		Math.floor(random() * 4294967296)
			.toString(16)
			.padStart(8, '0'),
	).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type Names = readonly [string, ...string[]];

export const givenNames: Names = [
	'Ada',
	'Ben',
	'Carla',
	'David',
	'Elena',
	'Felix',
	'Greta',
	'Hugo',
	'Irene',
	'Jonas',
	'Katia',
	'Leo',
	'Maya',
	'Nils',
	'Olga',
	'Pablo',
	'Quinn',
	'Rosa',
	'Simon',
	'Tara',
	'Umberto',
	'Vera',
];
export const familyNames: Names = [
	'Abbott',
	'Berg',
	'Castro',
	'Dietrich',
	'Evans',
	'Fischer',
	'Garcia',
	'Hansen',
	'Ito',
	'Jensen',
	'Keller',
	'Lopez',
	'Moreau',
	'Novak',
	'Olsen',
	'Peters',
	'Quist',
	'Rossi',
	'Schmidt',
	'Turner',
];
export const departments: Names = ['Finance', 'Sales', 'Engineering', 'Legal', 'Operations'];
