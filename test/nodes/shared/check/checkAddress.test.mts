import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../nodes/shared/check/checkDocument.ts';

const isNotEmail = 'is not an email address';
const isNotLogin = 'must have the form name@domain';

const issuesOf = (document: Record<string, unknown>) =>
	checkDocument(document, 'update', { area: 'provisioning' });
const email = (value: string) => issuesOf({ emails: [{ type: 'work', value }] });
const login = (userName: string) => issuesOf({ userName });

describe('an email address', () => {
	it.each([
		'jane.doe@example.com',
		'jane+hr@example.com',
		"siobhan.o'brien@example.com",
		'o’brien@example.com',
		'jörg@müller.de',
		'用户@例子.公司',
		'j@a.co',
		'jane_doe-smith@sub.example.co.uk',
		'jane@xn--mller-kva.de',
		'jane%work@example.com',
	])('%j passes', (address) => {
		expect(email(address)).toEqual([]);
	});

	it.each<[value: string, problem: string, guess?: string]>([
		['jane.doe@example.com;', isNotEmail, 'jane.doe@example.com'],
		['jane.doe@example.com,', isNotEmail, 'jane.doe@example.com'],
		['jane.doe@example.com.', isNotEmail, 'jane.doe@example.com'],
		['<jane.doe@example.com>', isNotEmail, 'jane.doe@example.com'],
		['"jane.doe@example.com"', isNotEmail, 'jane.doe@example.com'],
		['mailto:jane.doe@example.com', isNotEmail, 'jane.doe@example.com'],
		['mailto:jane.doe@example.com?subject=Hi', isNotEmail],
		['Jane Doe <jane.doe@example.com>', isNotEmail, 'jane.doe@example.com'],
		['"Doe, Jane" <jane.doe@example.com>', isNotEmail, 'jane.doe@example.com'],
		["Jane <siobhan.o'brien@example.com>", isNotEmail, "siobhan.o'brien@example.com"],
		['jane doe@example.com', isNotEmail],
		['jane', isNotEmail],
		['jane@', isNotEmail],
		['@example.com', isNotEmail],
		['jane@doe@example.com', isNotEmail],
		['jane@-example.com', isNotEmail],
		['jane@example.123', isNotEmail],
		['a@example.com; b@example.com', 'contains more than one address'],
		['a@example.com b@example.com', 'contains more than one address'],
		['jane.@example.com', 'has an empty part'],
		['.jane@example.com', 'has an empty part'],
		['jane..doe@example.com', 'has an empty part'],
		['jane@example..com', 'has an empty part'],
		['jane@localhost', 'has an incomplete domain'],
		['jane@null', 'contains "null" in place of a missing value'],
		['jane.null@example.com', 'contains "null" in place of a missing value'],
	])('%j is refused: %s', (value, problem, guess) => {
		const found = email(value);
		expect(found).toMatchObject([{ label: 'Work email', sent: value, problem }]);
		expect(/Did you mean "(.*)"\?/.exec(found[0]!.cure)?.[1]).toBe(guess);
	});

	it('of an emergency contact is checked, too', () => {
		const contact = { relationship: 'Other', name: 'Kim', emails: ['kim@example.com', 'kim'] };
		expect(issuesOf({ emergencyContacts: [contact] })).toMatchObject([
			{ label: 'Emergency contact: email', sent: 'kim', problem: isNotEmail },
		]);
	});
});

describe('a login', () => {
	it.each<[value: string, problem: string]>([
		['jane', isNotLogin],
		['jane doe@example.com', isNotLogin],
		['jane@localhost', 'has an incomplete domain'],
		['jane@null', 'contains "null" in place of a missing value'],
		['jane@example.null', 'contains "null" in place of a missing value'],
		['jane.@example.com', 'has an empty part'],
		['NULL.doe@example.com', 'contains "null" in place of a missing value'],
	])('%j is refused: %s', (value, problem) => {
		expect(login(value)).toMatchObject([{ label: 'User name', sent: value, problem }]);
	});

	it.each<[value: string, problem: string, guess?: string]>([
		['mailto:jane.doe@example.com', isNotLogin, 'jane.doe@example.com'],
		['<jane.doe@example.com>', isNotLogin, 'jane.doe@example.com'],
		['Jane Doe <jane.doe@example.com>', isNotLogin, 'jane.doe@example.com'],
		['jane.doe@example.com;', isNotLogin, 'jane.doe@example.com'],
		['a@example.com;b@example.com', 'contains more than one address'],
	])('%j is not to be made another login by removing characters', (value, problem, guess) => {
		const found = login(value);
		expect(found).toMatchObject([{ label: 'User name', sent: value, problem }]);
		expect(found[0]!.cure).not.toContain('Remove');
		expect(/Did you mean "(.*)"\?/.exec(found[0]!.cure)?.[1]).toBe(guess);
	});

	it.each(['nullmeier@example.com', 'jane@null.example.com', 'nan.li@example.com'])(
		'%j passes',
		(value) => {
			expect(login(value)).toEqual([]);
		},
	);

	it('may contain "null" when the person is called so', () => {
		const name = { givenName: 'Jennifer', familyName: 'Null' };
		const value = 'jennifer.null@example.com';
		const emails = [{ type: 'work', value }];
		expect(issuesOf({ userName: value, emails, name })).toEqual([]);
	});
});
