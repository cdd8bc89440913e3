import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../nodes/shared/check/checkDocument.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const delegate = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Delegate';

const issuesOf = (document: Record<string, unknown>) =>
	checkDocument(document, 'update', { area: 'provisioning' });

describe('a date of birth', () => {
	it.each([
		['2062-05-17', 'is in the future'],
		['1899-12-31', 'is out of range'],
		['0084-05-17', 'is out of range'],
	])('%s is refused: %s', (dateOfBirth, problem) => {
		const [issue, ...others] = issuesOf({ dateOfBirth });
		expect(others).toEqual([]);
		expect(issue).toMatchObject({ fieldId: 'dateOfBirth', sent: dateOfBirth, problem });
		expect(issue!.cure).not.toContain('from  to');
	});

	it.each(['1900-01-01', '1962-05-17', '2008-02-29'])('%s passes', (dateOfBirth) => {
		expect(issuesOf({ dateOfBirth })).toEqual([]);
	});

	it('is not tomorrow', () => {
		const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
		expect(issuesOf({ dateOfBirth: tomorrow })).toMatchObject([{ problem: 'is in the future' }]);
	});
});

describe('what ends', () => {
	const employment = (startDate: unknown, terminationDate: unknown) =>
		issuesOf({ [enterprise]: { startDate, terminationDate } });

	it('ends after it starts: the employment', () => {
		expect(employment('2026-05-01T00:00:00Z', '2026-04-30T00:00:00Z')).toEqual([
			{
				fieldId: 'terminationDate',
				label: 'Termination date',
				sent: '2026-04-30',
				problem: 'must not be before the start, 2026-05-01',
				cure: 'Correct one of the two dates.',
			},
		]);
	});

	it('may end on its first day, and says nothing with one of the dates only', () => {
		expect(employment('2026-05-01T08:00:00Z', '2026-05-01T00:00:00Z')).toEqual([]);
		expect(employment(undefined, '2026-05-01T00:00:00Z')).toEqual([]);
		expect(employment('2026-05-01T00:00:00Z', null)).toEqual([]);
	});

	it('ends after it starts: the time of a delegate', () => {
		const temporaryDelegation = {
			temporaryDelegationFromDate: '2026-05-02T00:00:00.000Z',
			temporaryDelegationToDate: '2026-05-01T00:00:00.000Z',
		};
		const entry = { delegate: { employeeNumber: '1001' }, temporaryDelegation };
		expect(issuesOf({ [delegate]: { expense: [entry] } })).toMatchObject([
			{ sent: '2026-05-01', problem: 'must not be before the start, 2026-05-02' },
		]);
	});
});

describe('a postal code', () => {
	const address = (country: string, postalCode: string) =>
		issuesOf({ addresses: [{ type: 'work', country, postalCode }] });

	it.each([
		['DE', '1067', '01067'],
		['FR', '1000', '01000'],
		['ES', '1001', '01001'],
		['IT', '118', '00118'],
		['FI', '100', '00100'],
		['US', '2134', '02134'],
		['US', '501', '00501'],
		['US', '2134-1234', '02134-1234'],
	])('that has lost its zeros in %s is refused: %s', (country, sent, guess) => {
		expect(address(country, sent)).toMatchObject([
			{
				label: 'Work address: postal code',
				sent,
				problem: `has too few digits for ${country}, so a zero at the beginning is probably lost`,
				cure: expect.stringContaining(`Did you mean "${guess}"?`),
			},
		]);
	});

	it.each([
		['DE', '01067'],
		['US', '02134-1234'],
		['US', '98004'],
		['AT', '1010'],
		['CH', '8001'],
		['GB', 'SW1A 1AA'],
		['DE', 'D-1067'],
		['constructor', '1067'],
	])('of %s passes: %s', (country, sent) => {
		expect(address(country, sent).filter(({ sent: value }) => value === sent)).toEqual([]);
	});
});
