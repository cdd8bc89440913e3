// New numbers and logins, and the lists of which a file names some entries: those that it does not name stay.
import { describe, expect, it } from 'vitest';
import { goOn } from '../../../../support/virtualWorld.mts';
import { documentOf, importFileWorld, ines } from './importFileWorld.mts';
import { fileOf, record } from './records/employeeFile.mts';

const world = importFileWorld();
const { converted, provisionTwice, personOf, writes, connect } = world;

describe('Convert, record 320', () => {
	const renamed = record('320', { 2: '1003', 3: '104711', 4: 'ines.jung@example.com' });

	it('renames the user, and records behind it use the new number', async () => {
		const client = await connect();
		const records = [renamed, record('350', { 2: '104711', 5: 'Inka' })];
		const items = await converted(fileOf(records));
		expect(items).toHaveLength(1);
		await provisionTwice(items);
		const document = await documentOf(client, '104711');
		expect(document).toMatchObject({
			id: ines,
			userName: 'ines.jung@example.com',
			nickName: 'Inka',
		});
	});

	it('renames by the number alone, and by the login alone', async () => {
		const client = await connect();
		const martin = record('320', { 2: '1002', 4: 'martin.d@example.com' });
		const items = await converted(fileOf([record('320', { 2: '1003', 3: '104711' }), martin]));
		await provisionTwice(items);
		expect(await documentOf(client, '104711')).toMatchObject({
			userName: 'ines.weber@example.com',
		});
		expect(await documentOf(client, '1002')).toMatchObject({ userName: 'martin.d@example.com' });
	});

	it('follows a chain of renames', async () => {
		const client = await connect();
		const records = [renamed, record('320', { 2: '104711', 3: '204711' })];
		await provisionTwice(await converted(fileOf(records)));
		expect(await documentOf(client, '204711')).toMatchObject({
			id: ines,
			userName: 'ines.jung@example.com',
		});
	});

	it('is the only one that renames: another login in record 305 is told, and nothing else', async () => {
		const client = await connect();
		const other = record('305', { 5: '1003', 6: 'other.login@example.com', 16: '0420' });
		const { sent } = await provisionTwice(await converted(fileOf([other])));
		expect((sent[0]!.notices as string[]).join(' ')).toContain('other.login@example.com');
		expect(await personOf(client, '1003')).toMatchObject({
			userName: 'ines.weber@example.com',
			custom: { orgUnit1: '0420' },
		});
	});

	it.each([
		['nobody has the number', { 2: 'NOBODY', 3: '104711' }],
		['somebody else has the new number', { 2: '1003', 3: '1002' }],
	])('creates and renames nobody when %s', async (_, cells) => {
		const items = await converted(fileOf([record('320', cells)]));
		const { outputs } = await world.upsert(items, { options: {} }, goOn);
		expect(outputs[0]!.map(({ json }) => json.outcome)).toEqual(['failed']);
		expect(await writes()).toBe(0);
	});
});

describe('Convert, lists', () => {
	const delegate = (cells: Record<number, string>) =>
		record('500', { 2: '1003', 4: 'EXP', ...cells });

	it('adds a delegate and changes another one, and the rest stay', async () => {
		const client = await connect();
		await provisionTwice(
			await converted(
				fileOf([delegate({ 3: '1001', 5: 'Y', 6: 'Y' }), delegate({ 3: '1002', 5: 'Y' })]),
			),
		);
		await provisionTwice(await converted(fileOf([delegate({ 3: '1002', 6: 'Y', 11: 'Y' })])));
		expect((await personOf(client, '1003')).delegates).toEqual({
			expense: {
				1001: ['canPrepare', 'canSubmit'],
				1002: ['canPrepare', 'canSubmit', 'canViewReceipt'],
			},
		});
	});

	it('takes all rights of a delegate away, or the delegate, when all of them are N', async () => {
		const client = await connect();
		await provisionTwice(
			await converted(fileOf([delegate({ 3: '1001', 5: 'Y' }), delegate({ 3: '1002', 5: 'Y' })])),
		);
		const none = delegate({ 3: '1002', 5: 'N', 6: 'N', 7: 'N', 8: 'N', 11: 'N' });
		await provisionTwice(await converted(fileOf([none])));
		const { expense } = (await personOf(client, '1003')).delegates;
		expect(expense?.['1001']).toEqual(['canPrepare']);
		expect(expense?.['1002'] ?? []).toEqual([]);
	});

	it('changes a limit of a group and leaves the others', async () => {
		const client = await connect();
		const limit = (group: string, amount: string) =>
			record('700', { 2: 'EXP', 3: '1001', 4: group, 14: 'N', 15: amount, 16: 'USD' });
		await provisionTwice(
			await converted(fileOf([limit('', '100'), limit('US', '200'), limit('DE', '300')])),
		);
		await provisionTwice(await converted(fileOf([limit('US', '250.5')])));
		expect((await personOf(client, '1001')).limits).toEqual({
			authorizedApprover: ['report (all) 100 USD', 'report DE 300 USD', 'report US 250.5 USD'],
		});
	});

	it('gives a role for each group that record 400 names, and not for all groups', async () => {
		const client = await connect();
		const role = (group: string) =>
			record('400', { 2: '1003', 3: 'EXP_PROCESSOR', 4: 'US', 5: group });
		await provisionTwice(await converted(fileOf([role('A'), role('B')])));
		await provisionTwice(await converted(fileOf([role('C')])));
		expect((await personOf(client, '1003')).roles).toEqual(
			['A', 'B', 'C'].map((group) => `EXP_PROCESSOR@US-${group}`),
		);
	});
});
