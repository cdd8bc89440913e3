// What record 100 says of people who are there already, and the words by which a file clears a value.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { spend } from '../../plan/planWorld.mts';
import { fileOf, range, record } from './records/employeeFile.mts';
import { grace, importFileWorld, ines } from './importFileWorld.mts';
import type { Json } from './people/shown.mts';
import { employee } from './records/plantedFaults.mts';

const { convert, converted, provisionTwice, personOf, connect } = importFileWorld();

const inesRecord = (cells: Record<number, string>) =>
	record('305', { 5: '1003', 6: 'ines.weber@example.com', ...cells });
const replace = (path: string, value: unknown): Json => ({ op: 'replace', path, value });

/** Ines, with values of records 305 and 350. */
async function company() {
	const client = await connect();
	const custom = range(4, 8).map((n) => ({ id: `custom${n}`, value: `C${n}` }));
	const people = [{ approver: { value: grace }, primary: true }];
	await client.patch(
		ines,
		replace(`${spend('User')}:customData`, [...custom, { id: 'orgUnit1', value: '0420' }]),
		replace(`${spend('User')}:cashAdvanceAccountCode`, 'CA-1'),
		replace(`${spend('Approver')}:report`, people),
		replace(`${spend('Approver')}:request`, people),
		replace(`${spend('Role')}:roles`, [{ roleName: 'EXP_APPROVER' }]),
		replace('phoneNumbers', [{ type: 'work', value: '+1 425 555 0100' }]),
		replace('title', 'Analyst'),
		replace('nickName', 'Inka'),
	);
	return client;
}
const before = {
	custom: {
		custom4: 'C4',
		custom5: 'C5',
		custom6: 'C6',
		custom7: 'C7',
		custom8: 'C8',
		orgUnit1: '0420',
	},
	approvers: { report: ['1001'], request: ['1001'] },
	phones: { work: '+1 425 555 0100' },
	title: 'Analyst',
	nickName: 'Inka',
	roles: ['EXP_APPROVER'],
};

describe('Convert, record 100', () => {
	it('UPDATE keeps what is blank', async () => {
		const client = await company();
		const { sent } = await provisionTwice(await converted(fileOf([inesRecord({ 25: 'new' })])));
		expect(
			(sent[0]!.changes as IDataObject[]).map(({ field, from, to }) => [field, from, to]),
		).toEqual([['custom4', 'C4', 'new']]);
		expect(await personOf(client, '1003')).toMatchObject({
			...before,
			custom: { ...before.custom, custom4: 'new' },
		});
	});

	it('REPLACE clears what is blank in the records that the file has, and nothing of others', async () => {
		const client = await company();
		const cells = { 2: 'Ines', 4: 'Weber', 8: 'ines.weber@example.com', 9: 'en_US', 10: 'US' };
		const further = {
			12: 'DEFAULT',
			13: 'USD',
			15: 'Y',
			27: 'C6',
			61: '1001',
			63: 'Y',
			64: 'Y',
			78: 'Y',
		};
		const file = fileOf([inesRecord({ ...cells, ...further })], { handling: 'REPLACE' });
		await provisionTwice(await converted(file));
		const { custom, approvers, expense, ...person } = await personOf(client, '1003');
		expect(Object.fromEntries(Object.entries(custom).filter(([, value]) => value))).toEqual({
			custom6: 'C6',
		});
		expect(approvers).toEqual({ request: ['1001'] });
		expect(expense.cashAdvanceAccountCode).toBeUndefined();
		expect(person).toMatchObject({ phones: before.phones, title: 'Analyst', nickName: 'Inka' });
		expect(person).toMatchObject({
			name: { givenName: 'Ines', familyName: 'Weber' },
			active: true,
		});
	});

	it.each(['WARN', 'IGNORE'])(
		'%s leaves users alone who are there, and creates the others',
		async (handling) => {
			const client = await company();
			const records = [inesRecord({ 25: 'new' }), employee('N1')];
			const items = await converted(fileOf(records, { handling }));
			const { sent } = await provisionTwice(items);
			expect(sent.map(({ outcome, operation }) => [outcome, operation])).toEqual([
				['unchanged', 'unchanged'],
				['submitted', 'create'],
			]);
			expect((sent[0]!.notices as string[]).join(' ')).toContain('record 100');
			expect(await personOf(client, '1003')).toMatchObject(before);
			expect(await personOf(client, 'N1')).toMatchObject({ employeeNumber: 'N1' });
		},
	);
});

describe('Convert, words that clear', () => {
	it.each(['CLEAR', '$BLANK$'])('%s clears a custom field and an approver', async (word) => {
		const client = await company();
		const file = fileOf([inesRecord({ 16: word, 25: word, 26: 'stays', 59: word })]);
		const items = await converted(file);
		await provisionTwice(items);
		const { custom, approvers } = await personOf(client, '1003');
		const kept = omit(before.custom, 'custom4', 'orgUnit1');
		expect(Object.fromEntries(Object.entries(custom).filter(([, value]) => value))).toEqual({
			...kept,
			custom5: 'stays',
		});
		expect(approvers).toEqual({ request: ['1001'] });
	});

	it('clears only for the people whose records say so', async () => {
		const client = await company();
		const items = await converted(
			fileOf([
				inesRecord({ 25: '$BLANK$' }),
				record('305', { 5: '1002', 6: 'martin.doyle@example.com', 26: 'C5' }),
			]),
		);
		await provisionTwice(items);
		expect((await personOf(client, '1002')).custom).toEqual({ custom5: 'C5' });
		expect((await personOf(client, '1003')).custom).not.toHaveProperty('custom4', 'C4');
	});

	it.each([
		['5', 'Employee ID'],
		['13', 'Reimbursement Currency Code'],
	])('does not clear column %s, %s', async (column, name) => {
		const { outputs } = await convert(fileOf([inesRecord({ [column]: '$BLANK$' })]));
		const [item] = outputs[0]!.map(({ json }) => json);
		expect(item).toMatchObject({
			outcome: 'failed',
			errors: [{ line: 2, recordType: '305', column: Number(column), name }],
		});
	});
});
