// What SAP's support gets to read: the structure of requests and responses, and nothing about the person.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	maskedBody,
	maskedJson,
	personalIn,
} from '../../../../../nodes/shared/concur/support/maskedJson.ts';
import { textMask } from '../../../../../nodes/shared/concur/support/maskedText.ts';
import { isKnownWord, shapeOf } from '../../../../../nodes/shared/concur/support/openValues.ts';
import { catalog, urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { spentMs } from '../../../../support/spentTime.mts';

const none = textMask({ personal: [], secrets: [] });
const inRequest = (body: unknown) => maskedJson(body, 'request', none);

describe('a request', () => {
	it('keeps its structure, kinds of entries, codes, roles, yes and no, and UUIDs', () => {
		const kept = {
			schemas: [urn.core, urn.spendUser],
			active: true,
			preferredLanguage: 'en-US',
			timezone: 'Europe/Berlin',
			emails: [{ type: 'work', verified: false }],
			addresses: [{ type: 'home', country: 'DE' }],
			[urn.enterprise]: {
				companyId: 'c0a80101-90ab-4cde-8f01-5b1e51a7c003',
				manager: { value: '10010000-0000-4000-8000-000000001001' },
			},
			[urn.spendUser]: {
				country: 'US',
				stateProvince: 'US-WA',
				locale: 'en-US',
				reimbursementCurrency: 'USD',
				reimbursementType: 'CONCUR_PAY',
				customData: [{ id: 'custom1' }],
			},
		};
		expect(inRequest(kept)).toEqual(kept);
	});

	it.each([
		[
			'a name',
			{ name: { givenName: 'Jürgen', familyName: "O'Neill-Ωmega" } },
			{ name: { givenName: 'Xxxxxx', familyName: "X'Xxxxx-Xxxxx" } },
		],
		[
			'an email',
			{ emails: [{ type: 'work', value: 'jane.doe2@example.com' }] },
			{ emails: [{ type: 'work', value: 'xxxx.xxx9@xxxxxxx.xxx' }] },
		],
		['a date of birth', { dateOfBirth: '1990-05-17' }, { dateOfBirth: '9999-99-99' }],
		[
			'a number',
			{ [urn.enterprise]: { employeeNumber: 10023 } },
			{ [urn.enterprise]: { employeeNumber: 99999 } },
		],
		[
			'a UUID that names the person elsewhere',
			{ externalId: 'c0a80101-90ab-4cde-8f01-5b1e51a7c003' },
			{ externalId: 'x9x99999-99xx-9xxx-9x99-9x9x99x9x999' },
		],
		['the gender', { [urn.travel]: { gender: 'Female' } }, { [urn.travel]: { gender: 'Xxxxxx' } }],
		[
			'the kind of a leave',
			{ [urn.enterprise]: { leavesOfAbsence: [{ type: 'mandatory' }] } },
			{ [urn.enterprise]: { leavesOfAbsence: [{ type: 'xxxxxxxxx' }] } },
		],
		[
			'a value in the wrong column',
			{ [urn.spendUser]: { country: 'Jane Doe' } },
			{ [urn.spendUser]: { country: 'Xxxx Xxx' } },
		],
		[
			'an attribute that SAP does not have',
			{ message: { text: 'Jane' }, nick: 'Jane' },
			{ message: { text: 'Xxxx' }, nick: 'Xxxx' },
		],
	])('masks %s by its shape', (_what, sent, masked) => {
		expect(inRequest(sent)).toEqual(masked);
	});

	it('masks the value of a change by the attribute that its path names', () => {
		const change = (path: string, value: unknown) => ({ op: 'replace', path, value });
		expect(
			inRequest({
				Operations: [
					change('emails[type eq "work"].value', 'jane@example.com'),
					change('timezone', 'Europe/Berlin'),
					change(`${urn.spendUser}:country`, 'DE'),
					change('name', { givenName: 'Jane' }),
					change('emails[value eq "jane@example.com"].type', 'work'),
				],
			}),
		).toEqual({
			Operations: [
				change('emails[type eq "work"].value', 'xxxx@xxxxxxx.xxx'),
				change('timezone', 'Europe/Berlin'),
				change(`${urn.spendUser}:country`, 'DE'),
				change('name', { givenName: 'Xxxx' }),
				change('emails[value eq "xxxx@xxxxxxx.xxx"].type', 'work'),
			],
		});
	});

	it('masks what a filter searches by, and keeps what it searches in', () => {
		const filter =
			'userName eq "jane" and emails.type eq "work" or id eq "10010000-0000-4000-8000-000000001001"';
		expect(inRequest({ filter, count: 100 })).toEqual({
			filter: filter.replace('jane', 'xxxx'),
			count: 100,
		});
		expect(personalIn({ filter })).toContain('jane');
	});

	it('shows no text of any attribute that is not a code', () => {
		const canary = 'Qzvk Canary77';
		for (const [schema, attributes] of Object.entries(catalog)) {
			for (const path of Object.keys(attributes)) {
				const inside = path
					.split('.')
					.reduceRight<unknown>((value, key) => ({ [key]: value }), canary);
				const sent = schema === urn.core ? inside : { [schema]: inside };
				const text = JSON.stringify(maskedJson(sent, 'request', none));
				if (path !== 'schemas') expect(text, path).not.toMatch(/Qzvk|Canary/);
			}
		}
	});
});

describe('a text of SAP Concur', () => {
	const personal = [
		'Jane',
		'Doe',
		'jane.doe',
		'Müller & Söhne',
		'1001',
		'Li',
		'a"b c',
		'User',
		'Straße 5',
		'İpek',
		'王',
	];
	const mask = textMask({
		personal,
		secrets: ['at-S3cretS3cret', 'fedcba98-0000-4000-8000-000000000000'],
	});
	it.each([
		['userName jane.doe already exists', 'userName xxxx.xxx already exists'],
		['JANE DOE has left', 'XXXX XXX has left'],
		['M%C3%BCller%20%26%20S%C3%B6hne', 'Xxxxxx & Xxxxx'],
		['Mu%25CC%2588ller+%2526+So%25CC%2588hne', 'Xxxxxx+&+Xxxxx'],
		['M\\u00fcller & S\\u00F6hne', 'Xxxxxx & Xxxxx'],
		['M&#252;ller &amp; S&#xF6;hne', 'Xxxxxx & Xxxxx'],
		['MÜLLER &\\nSÖHNE', 'XXXXXX & XXXXX'],
		['{"department":"a\\"b c"}', '{"department":"x"x x"}'],
		['Invalid: Söhne, Müller', 'Invalid: Xxxxx, Xxxxxx'],
		['STRASSE 5, i̇pek, 王小明', 'XXXXXXX 9, xxxxx, x小明'],
		['familyName%20eq%20%22Li%22 or %2522Li%2522', 'familyName eq "Xx" or "Xx"'],
		['\\u0022Li\\u0022 and\\nLi', '"Xx" and Xx'],
		['Li is no line', 'Xx is no line'],
		['filter=userName eq "jane"', 'filter=userName eq "xxxx"'],
		["Nobody is called 'Sam Smith'", "Nobody is called 'Xxx Xxxxx'"],
		["not \"Sam O'Neill\", 'Pat O'Brien'", "not \"Xxx X'Xxxxx\", 'Xxx X'Xxxxx'"],
		[
			'not „Kim“, “D’Arcy”, ‹Kim›, or kim%2540example.org',
			'not „Xxx“, “X’Xxxx”, ‹Xxx›, or xxx@xxxxxxx.xxx',
		],
		['ask sam@example.org or +49 (170) 123-4567', 'ask xxx@xxxxxxx.xxx or +99 (999) 999-9999'],
		[
			"Invalid attribute path ['userName,employeeNumber']",
			"Invalid attribute path ['userName,employeeNumber']",
		],
		[
			'User 10010000-0000-4000-8000-000000001001, 1001',
			'User 10010000-0000-4000-8000-000000001001, 9999',
		],
		['at 2026-11-28T01:09:11.290Z', 'at 2026-11-28T01:09:11.290Z'],
		[`${urn.spendUser}:ledgerCode`, `${urn.spendUser}:ledgerCode`],
		[`${urn.core}:jane.doe`, `${urn.core}:xxxx.xxx`],
		['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
		['password=at-S3cretS3cret', 'password=***'],
		['token FEDCBA98-0000-4000-8000-000000000000', 'token ***'],
	])('%s', (text, masked) => {
		expect(mask(text)).toBe(masked);
	});

	it('never holds a value that was sent, wherever and however it stands', () => {
		const value = fc
			.string({ unit: 'grapheme', minLength: 2, maxLength: 30 })
			.filter((text) => shapeOf(text).toLowerCase() !== text.toLowerCase())
			.filter((text) => /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(text));
		const written = fc.constantFrom<(text: string) => string>(
			(text) => text,
			(text) => encodeURIComponent(Buffer.from(text).toString()),
			(text) => JSON.stringify(text).slice(1, -1),
		);
		fc.assert(
			fc.property(value, written, (own, write) => {
				const text = `— ${write(own)} —`;
				fc.pre(!own.split(/\W+/).every((word) => word === '' || isKnownWord(word)));
				const masked = textMask({ personal: [own], secrets: [] })(text);
				expect(masked).not.toContain(write(own));
				expect(masked).not.toContain(own.replace(/\s+/g, ' '));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('a response', () => {
	it('keeps SAP Concur’s words, codes, and paths, and masks a user in it', () => {
		const body = {
			status: 400,
			scimType: 'invalidValue',
			Resources: [
				{ userName: 'sam', name: { formatted: 'Sam Smith' }, emergencyContacts: [{ name: 'Kim' }] },
			],
			messages: [
				{ code: 'INVALID_VALUE', message: 'Invalid value', schemaPath: 'emails[0].value' },
			],
		};
		expect(JSON.parse(maskedBody(body, none))).toEqual({
			...body,
			Resources: [
				{ userName: 'xxx', name: { formatted: 'Xxx Xxxxx' }, emergencyContacts: [{ name: 'Xxx' }] },
			],
		});
	});

	it('of a gateway is told by the title of its page', () => {
		const page = `<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>Jane</body></html>`;
		expect(maskedBody(page, none)).toBe(
			`(an HTML page of ${page.length} characters; its title: 502 Bad Gateway)`,
		);
	});

	it('shows no half of a name at the end of a long title', () => {
		const page = `<html><title>${'x '.repeat(97)}Jane Doe</title></html>`;
		expect(maskedBody(page, textMask({ personal: ['Jane Doe'], secrets: [] }))).not.toContain(
			'Jane',
		);
	});

	it.each([
		['nothing', undefined, '(empty)'],
		['a text', 'upstream error', 'upstream error'],
		['JSON as text', '{"detail":"no"}', '{ "detail": "no" }'],
		['a long text', 'x '.repeat(2000), `${'x '.repeat(500)} ... (cut)`],
	])('can be %s', (_kind, body, text) => {
		expect(maskedBody(body, none)).toBe(text);
	});

	it.each(['Jane ', 'a', '1', '%2525', 'a@', "'a ", '10010000-0000-4000-8000-000000001001 Jane '])(
		'of a megabyte of "%s" is masked at once',
		async (text) => {
			const mask = textMask({ personal: ['Jane', 'Doe'], secrets: [] });
			const ms = await spentMs(() => {
				const masked = maskedBody({ detail: text.repeat(1_000_000 / text.length) }, mask);
				expect(masked).not.toMatch(/Jan/);
			});
			expect(ms).toBeLessThan(2000);
		},
	);

	it('nested ten thousand times is cut', () => {
		let body: unknown = 'Jane';
		for (let depth = 0; depth < 10_000; depth++) body = [body];
		expect(maskedBody(body, none)).not.toContain('Jane');
	});
});
