// The sentences that count what a run has read, made of the notices of its items.
import { expect, it } from 'vitest';
import {
	countReadings,
	readingSentences,
	understoodIn,
} from '../../../../nodes/shared/run/understood.ts';

const sentencesFor = (...rows: string[][]) => {
	const run = {} as never;
	for (const notices of rows) countReadings(run, notices);
	return readingSentences(understoodIn(run));
};

it.each([
	[
		'one value as its notice',
		[['Expense country: "Deutschland" was read as DE']],
		['Expense country: "Deutschland" was read as DE'],
	],
	[
		'several values of a field with their number and the first one',
		[
			['Expense country: "Deutschland" was read as DE'],
			['Expense country: "Italien" was read as IT'],
		],
		['Expense country: 2 values read, such as "Deutschland" as DE'],
	],
	[
		'a label with a colon as a whole',
		[
			['Work address: country: "de" was read as DE'],
			['Work address: country: "de" was read as DE'],
		],
		['Work address: country: 2 values read, such as "de" as DE'],
	],
	[
		'values that contain a colon',
		[['Job title: "Chief: x" was read as y'], ['Job title: "Chief: x" was read as y']],
		['Job title: 2 values read, such as "Chief: x" as y'],
	],
	[
		'attributes that have no field',
		[['Rank: "1,5" was read as 1.5'], ['Rank: "2,5" was read as 2.5']],
		['Rank: 2 values read, such as "1,5" as 1.5'],
	],
	[
		'values that are not sent apart from those that were read',
		[
			['Termination date: "31.12.2026" was read as 2026-12-31'],
			['Termination date: "31.12.9999" stands for "no date", so nothing is sent'],
			['Termination date: "00.00.0000" stands for "no date", so nothing is sent'],
		],
		[
			'Termination date: "31.12.2026" was read as 2026-12-31',
			'Termination date: "31.12.9999" stands for "no date", so nothing is sent (and 1 more)',
		],
	],
	['nothing where nothing was read', [[], []], []],
])('tell %s', (_, rows, sentences) => {
	expect(sentencesFor(...rows)).toEqual(sentences);
});

it('tell at most twenty fields', () => {
	const notices = Array.from({ length: 25 }, (_, n) => `Custom ${n}: "a" was read as b`);
	const sentences = sentencesFor(notices);
	expect(sentences).toHaveLength(21);
	expect(sentences.at(-1)).toBe('and readings of 5 more fields');
});
