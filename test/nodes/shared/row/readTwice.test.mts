// What was read once is what SAP Concur takes: read again, it stays as it is, and there is nothing to tell.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import countries from '../../../../nodes/shared/row/codes/data/countries.json' with { type: 'json' };
import states from '../../../../nodes/shared/row/codes/data/states.json' with { type: 'json' };
import zones from '../../../../nodes/shared/row/codes/data/windowsZones.json' with { type: 'json' };
import listed from '../../../../nodes/shared/row/words/listedWords.json' with { type: 'json' };
import statuses from '../../../../nodes/shared/row/words/statusWords.json' with { type: 'json' };
import { readField } from '../../../../nodes/shared/row/readField.ts';
import { isBlank } from '../../../../nodes/shared/row/readValue.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { flatFields, fieldsById } from '../../../../nodes/shared/schema/flatFields.ts';

const languages = [
	'German',
	'Englisch',
	'français (Canada)',
	'español',
	'EN',
	'de_AT',
	'zh',
	'pt-PT',
];
const currencies = ['Euro', '$', '€', 'Schweizer Franken', 'USD - US Dollar', 'DM', 'libra'];
const others = [
	'M',
	'F',
	'H',
	'x',
	'X',
	'T',
	'1',
	'0',
	'3',
	'Ja',
	'oui',
	'(GMT+01:00) Berlin',
	'CET',
];
const amounts = fc
	.tuple(
		fc.constantFrom('', '€ ', '-', 'USD '),
		fc.integer({ min: 0, max: 9999999 }),
		fc.constantFrom('.', ',', ' ', "'", ''),
		fc.integer({ min: 0, max: 9999 }),
		fc.constantFrom('', ' EUR', '%'),
	)
	.map((parts) => parts.join(''));

const words = [
	...Object.values(countries).flat(),
	...Object.values(states).flatMap((ofCountry) => Object.values(ofCountry).flat()),
	...Object.keys(zones),
	...Object.values(listed).flat(),
	...Object.values(statuses).flat(2),
	...languages,
	...currencies,
	...others,
];
const given = fc.oneof(
	fc.constantFrom(...words),
	fc.constantFrom(...words).map((word) => word.toUpperCase()),
	fc
		.tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.constantFrom(' - ', ' (', ', '))
		.map(([one, other, joint]) => `${one}${joint}${other}${joint === ' (' ? ')' : ''}`),
	amounts,
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.integer(),
	fc.boolean(),
);
const beside = fc.record({
	zone: fc.constant('UTC'),
	country: fc.constantFrom(undefined, 'DE', 'US', 'GB', 'CH', 'MX', 'TW', 'CA'),
	language: fc.constantFrom(undefined, 'en-GB', 'de', 'es', 'fr-CH'),
	column: fc.constantFrom(
		undefined,
		['M', 'F'],
		['M', 'H'],
		['x', ''],
		['3', '0'],
		['1.250,50'],
		['A'],
	),
});

/** Those whose value stays one value of a simple type; dates have tests of their own. */
const fields = flatFields.filter(
	({ valueKind = 'status', rules }) => valueKind === 'status' && !/^date/.test(rules.type),
);
const read = fields.filter(
	({ rules: { type, format, canonicalValues } }) =>
		type !== 'string' || canonicalValues || /ISO|ll-CC|language|timeZone/.test(format ?? ''),
);

it('A value that was read stays as it is when it is read again, without a notice', () => {
	fc.assert(
		fc.property(fc.constantFrom(...read), given, beside, ({ valueKind, rules }, sent, row) => {
			if (isBlank(sent)) return;
			const once = readField(valueKind, rules, sent, row);
			if (!('value' in once)) return;
			expect(readField(valueKind, rules, once.value, row)).toEqual({ value: once.value });
		}),
		{ seed: 11, numRuns: 20000 },
	);
});

it('A value that is not sent as it was written is told, in words that name both', () => {
	fc.assert(
		fc.property(fc.constantFrom(...read), given, beside, ({ valueKind, rules }, sent, row) => {
			if (typeof sent !== 'string' || isBlank(sent) || rules.multiValued) return;
			const reading = readField(valueKind, rules, sent, row);
			if (!('value' in reading) || rules.type === 'boolean') return;
			if (String(reading.value) === sent.trim().normalize('NFC')) return;
			const isPlainNumber =
				typeof reading.value === 'number' && /^-?\d+(\.\d+)?$/.test(sent.trim());
			if (!isPlainNumber) expect(reading.notice).toContain(`was read as ${String(reading.value)}`);
		}),
		{ seed: 11, numRuns: 10000 },
	);
});

it('A state by name is told, and stays as it is when it is read again', () => {
	const { label } = fieldsById.get('spendStateProvince')!;
	for (const [country, ofCountry] of Object.entries(states)) {
		for (const [code, names] of Object.entries(ofCountry)) {
			for (const name of [...names, `${code} - ${names[0]}`, `${country}-${code}`]) {
				const { document, issues, notices } = toUserDocument({
					spendCountry: country,
					spendStateProvince: name,
				});
				expect(issues).toEqual([]);
				expect(JSON.stringify(document)).toContain(`"stateProvince":"${code}"`);
				expect(notices).toEqual([`${label}: "${name}" was read as ${code}`]);
				const again = toUserDocument({ spendCountry: country, spendStateProvince: code });
				expect(again).toMatchObject({ document, notices: [] });
			}
		}
	}
});
