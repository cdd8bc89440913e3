// A company that moves from Concur's employee import file: a file goes through Convert and Create or Update, and what SAP
// Concur then has is read by its own API.
import pick from 'lodash/pick.js';
import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';
import { expect } from 'vitest';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located } from '../../../../support/concur.mts';
import { goOn, jsonOf, type Options } from '../../../../support/virtualWorld.mts';
import { enterprise, planWorld, spend } from '../../plan/planWorld.mts';
import { shown, type Json } from './people/shown.mts';

type Client = Awaited<ReturnType<ReturnType<typeof planWorld>['connect']>>;

/** The fixed users of the simulator. */
export const grace = '10010000-0000-4000-8000-000000001001';
export const martin = '10020000-0000-4000-8000-000000001002';
export const ines = '10030000-0000-4000-8000-000000001003';

export const user = { resource: 'user' };
/** As a user of Create or Update drags the node in, and chooses nothing. */
const asDragged = { options: {}, ...user };

/** From now on to the end of the test file; each test begins with a fresh company. */
export function importFileWorld(settings: Parameters<typeof planWorld>[0] = {}) {
	const company = planWorld(settings);
	const { world } = company;
	const node = new ConcurProvisioning();

	const convert = async (
		file: string | Buffer,
		parameters: object = {},
		options: Options = {},
		fileName = 'employee_p0012345abcd_20261127.txt',
	) => {
		const data = Buffer.from(file).toString('base64');
		const binary = { data: { data, mimeType: 'text/plain', fileName } };
		const form = { resource: 'importFile', ...parameters };
		return await world.run(node, 'convert', form, [{ json: {}, binary }], options);
	};
	const send = async (items: IDataObject[], parameters: object = {}) =>
		jsonOf(await company.upsert(items, { ...asDragged, ...parameters }));
	const wait = async (items: IDataObject[]) => {
		const status = new ConcurProvisioningStatus();
		const { outputs, error } = await world.run(
			status,
			'wait',
			{ provisionId: '={{ $json.provisionId }}' },
			items,
			goOn,
		);
		expect(error).toBeUndefined();
		const [succeeded, partial, failed, pending] = outputs.map((one) => one.map(({ json }) => json));
		return { succeeded: succeeded!, partial: partial!, failed: failed!, pending: pending! };
	};
	const writes = async () => (await company.writes()).length;

	return {
		...company,
		node,
		convert,
		send,
		wait,
		/** Items of a file that has nothing wrong in it. */
		converted: async (file: string | Buffer, parameters: object = {}) => {
			const items = jsonOf(await convert(file, parameters));
			expect(items.map(({ outcome, why }) => [outcome, why])).toEqual(
				items.map(() => ['converted', '']),
			);
			return items;
		},
		plannedOf: async (items: IDataObject[]) => jsonOf(await company.plan(items, asDragged)),
		/** Sends items, waits until they are there, and sends them once more: then nothing is left to write. */
		provisionTwice: async (items: IDataObject[]) => {
			const sent = await send(items);
			const ended = await wait(sent);
			expect([...ended.partial, ...ended.failed, ...ended.pending]).toEqual([]);
			const before = await writes();
			const again = await send(items);
			expect(again.map(({ outcome, changes, why }) => ({ outcome, changes, why }))).toEqual(
				items.map(() => ({ outcome: 'unchanged', changes: [], why: expect.any(String) as string })),
			);
			expect(await writes()).toBe(before);
			return { sent, ended };
		},
		writes,
		/** What SAP Concur has of the person, by its own API and by Get Profile, which say the same. */
		personOf: async (client: Client, employeeNumber: string) => {
			const document = await documentOf(client, employeeNumber);
			const form = { user: located('employeeNumber', employeeNumber), simplify: false, ...user };
			const [profile] = jsonOf(await world.run(node, 'getProfile', form));
			const person = shown(document);
			// Get Profile shows no products, and the approval limits of the global group only, as SAP Concur does.
			const same = { products: 0, limits: 0 };
			expect({ ...shown(profile as Json), ...same }).toEqual({ ...person, ...same });
			return person;
		},
		/** Martin may approve, too, so that people can have a second approver, and each approver is shown with a number. */
		prepare: async (client: Client) => {
			const roles = 'EXP_APPROVER REQ_APPROVER'.split(' ').map((roleName) => ({ roleName }));
			await client.patch(martin, { op: 'add', path: `${spend('Role')}:roles`, value: roles });
			const value = [{ approver: { employeeNumber: '1001' }, primary: true }];
			await client.patch(ines, { op: 'replace', path: `${spend('Approver')}:report`, value });
		},
	};
}

/** Identity, expense and travel data of one user in one document, with all approval limits. */
export async function documentOf(client: Client, employeeNumber: string): Promise<Json> {
	const filter = `${enterprise}:employeeNumber eq "${employeeNumber}"`;
	const found = await client.search(filter, ['id']);
	expect(found.map(({ id }) => typeof id)).toEqual(['string']);
	return await documentById(client, String(found[0]!.id));
}

/** The same for everybody. */
export async function allOf(client: Client): Promise<Json[]> {
	const found = await client.search('userName pr', ['id']);
	const limit = pLimit(8);
	return await Promise.all(
		found.map(({ id }) => limit(async () => await documentById(client, String(id)))),
	);
}

async function documentById(client: Client, id: string): Promise<Json> {
	const [identity, profile, trips] = await client.all(id);
	const limits = spend('ApproverLimit');
	const all = await client.get(`/profile/spend/v4.1/Users/${id}?attributes=${limits}`);
	// SAP Concur shows products only to those who ask for them.
	const products = await client.get(`/profile/identity/v4.1/Users/${id}?attributes=entitlements`);
	// An error of the API, for who has no such profile, has no ID.
	const parts = [
		profile,
		trips,
		pick(all, ['id', limits]),
		pick(products, ['id', 'entitlements']),
	].filter((part) => part?.id === id);
	return { ...Object.assign({}, ...parts), ...identity } as Json;
}
