// How many documents of each kind are tried. FUZZ_FACTOR=125 makes the numbers of a release, FUZZ_SEED others of them.

export const seed = Number(process.env.FUZZ_SEED ?? 9);
export const factor = Number(process.env.FUZZ_FACTOR ?? 1);

const counts = {
	statuses: 160,
	errorBodies: 40,
	searches: 40,
	events: 40,
	tokens: 40,
	formFields: 40,
	profiles: 40,
	subscriptions: 40,
	inputs: 40,
};

export type Kind = keyof typeof counts;

export const countOf = (kind: Kind) => Math.ceil(counts[kind] * factor);

/** For vitest: what a kind may take, on a machine that does other things, too. */
export const timeoutOf = (kind: Kind) => 30_000 + 100 * countOf(kind);
